# The agents host reads its own secrets. Nothing of dev/ or shared/ is named here on purpose.
path "secret/data/agents/*" {
  capabilities = ["read"]
}

path "secret/metadata/agents/*" {
  capabilities = ["read", "list"]
}
