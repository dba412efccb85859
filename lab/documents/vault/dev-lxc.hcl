# The editor host reads its own secrets.
path "secret/data/dev/*" {
  capabilities = ["read"]
}

path "secret/metadata/dev/*" {
  capabilities = ["read", "list"]
}
