# What a repair may set right: the two hosts' policies, login roles and identities. Whoever may write a policy can give
# himself more, so this token is kept apart from the auditor's and used only by a run that was told to repair.
path "sys/policies/acl/*" {
  capabilities = ["read", "create", "update", "delete"]
}

path "sys/auth" {
  capabilities = ["read"]
}

path "auth/approle/role/+" {
  capabilities = ["read", "create", "update", "delete"]
}

path "auth/approle/role/+/role-id" {
  capabilities = ["read"]
}

path "identity/lookup/entity" {
  capabilities = ["update"]
}

path "identity/entity" {
  capabilities = ["create", "update"]
}

path "identity/entity/id/*" {
  capabilities = ["read", "update"]
}

path "identity/entity/name/*" {
  capabilities = ["read"]
}

path "identity/entity-alias/id/*" {
  capabilities = ["read", "update"]
}

path "identity/group/id/*" {
  capabilities = ["read", "update"]
}
