#!/bin/sh
# Runs inside the database's container when its volume is empty: makes the three logins and the database.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$PORTAL_OWNER_PASSWORD" -v app="$PORTAL_APP_PASSWORD" -v worker="$PORTAL_WORKER_PASSWORD" -f /deploy/roles.sql
