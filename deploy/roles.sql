-- Run once by a superuser, with the passwords given as variables:
--   psql -v owner=... -v app=... -v worker=... -f roles.sql
-- Three logins: who migrates, who serves, who works in the background. None is a superuser, none passes row security.
CREATE ROLE portal_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app';
CREATE ROLE portal_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'worker';

-- Text that people read sorts as people expect, whatever the server's own locale is.
CREATE DATABASE portal OWNER portal_owner ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'und' TEMPLATE template0;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal_app, portal_worker;
