#!/bin/sh
# Writes .env with passwords nobody chose, the certificate that encrypts the keys of cookies at rest, and the key that seals those that sign the record.
# Never overwrites any of them.
#   deploy/make-secrets.sh portal.example.com "Northlight Studio"
set -eu
cd "$(dirname "$0")/.."
host=${1:?the host name people use} provider=${2:?the name of the company that serves its clients}
[ ! -e .env ] || { echo ".env is there already." >&2; exit 1; }
for made in key-ring.pfx record-key; do
  [ ! -e "deploy/secrets/$made" ] || { echo "deploy/secrets/$made is there already." >&2; exit 1; }
done
umask 077
secret() { openssl rand -hex 24; }
key_ring=$(secret)
mkdir -p deploy/secrets
openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=ClientPortal key ring" \
  -keyout deploy/secrets/key-ring.key -out deploy/secrets/key-ring.crt 2>/dev/null
openssl pkcs12 -export -inkey deploy/secrets/key-ring.key -in deploy/secrets/key-ring.crt -out deploy/secrets/key-ring.pfx -passout "pass:$key_ring"
rm deploy/secrets/key-ring.key deploy/secrets/key-ring.crt
openssl rand -base64 32 > deploy/secrets/record-key
# The container's user reads them as another user than the one who made them; the folder is closed to everybody else.
chmod 644 deploy/secrets/key-ring.pfx deploy/secrets/record-key
sed -e "s|^PORTAL_HOST=.*|PORTAL_HOST=$host|" -e "s|^PORTAL_PROVIDER=.*|PORTAL_PROVIDER=\"$provider\"|" \
    -e "s|^PORTAL_MAIL_FROM=.*|PORTAL_MAIL_FROM=portal@$host|" \
    -e "s|^POSTGRES_PASSWORD=.*|POSTGRES_PASSWORD=$(secret)|" -e "s|^PORTAL_OWNER_PASSWORD=.*|PORTAL_OWNER_PASSWORD=$(secret)|" \
    -e "s|^PORTAL_APP_PASSWORD=.*|PORTAL_APP_PASSWORD=$(secret)|" -e "s|^PORTAL_WORKER_PASSWORD=.*|PORTAL_WORKER_PASSWORD=$(secret)|" \
    -e "s|^PORTAL_KEY_RING_PASSWORD=.*|PORTAL_KEY_RING_PASSWORD=$key_ring|" -e "s|^PORTAL_NODE_SECRET=.*|PORTAL_NODE_SECRET=$(secret)|" \
    .env.example > .env
echo "Made .env, deploy/secrets/key-ring.pfx and deploy/secrets/record-key. Keep a copy of the last one apart from the database."
