#!/bin/sh
# Writes .env with passwords nobody chose, and the certificate that encrypts the keys of cookies at rest. Never overwrites either.
#   deploy/make-secrets.sh portal.example.com "Northlight Studio"
set -eu
cd "$(dirname "$0")/.."
host=${1:?the host name people use} provider=${2:?the name of the company that serves its clients}
[ ! -e .env ] || { echo ".env is there already." >&2; exit 1; }
[ ! -e deploy/secrets/key-ring.pfx ] || { echo "deploy/secrets/key-ring.pfx is there already." >&2; exit 1; }
umask 077
secret() { openssl rand -hex 24; }
key_ring=$(secret)
mkdir -p deploy/secrets
openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=ClientPortal key ring" \
  -keyout deploy/secrets/key-ring.key -out deploy/secrets/key-ring.crt 2>/dev/null
openssl pkcs12 -export -inkey deploy/secrets/key-ring.key -in deploy/secrets/key-ring.crt -out deploy/secrets/key-ring.pfx -passout "pass:$key_ring"
rm deploy/secrets/key-ring.key deploy/secrets/key-ring.crt
# The container's user reads it as another user than the one who made it; the folder is closed to everybody else.
chmod 644 deploy/secrets/key-ring.pfx
sed -e "s|^PORTAL_HOST=.*|PORTAL_HOST=$host|" -e "s|^PORTAL_PROVIDER=.*|PORTAL_PROVIDER=\"$provider\"|" \
    -e "s|^PORTAL_MAIL_FROM=.*|PORTAL_MAIL_FROM=portal@$host|" \
    -e "s|^POSTGRES_PASSWORD=.*|POSTGRES_PASSWORD=$(secret)|" -e "s|^PORTAL_OWNER_PASSWORD=.*|PORTAL_OWNER_PASSWORD=$(secret)|" \
    -e "s|^PORTAL_APP_PASSWORD=.*|PORTAL_APP_PASSWORD=$(secret)|" -e "s|^PORTAL_WORKER_PASSWORD=.*|PORTAL_WORKER_PASSWORD=$(secret)|" \
    -e "s|^PORTAL_KEY_RING_PASSWORD=.*|PORTAL_KEY_RING_PASSWORD=$key_ring|" -e "s|^PORTAL_NODE_SECRET=.*|PORTAL_NODE_SECRET=$(secret)|" \
    .env.example > .env
echo "Made .env and deploy/secrets/key-ring.pfx."
