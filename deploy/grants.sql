-- What the user that serves may do: read and write, but never change or take away a line of the log, and never alter a table.
-- Run as the owner of the tables, after every `db upgrade` and `restore`: psql --set serving=workbench --file deploy/grants.sql workbench
GRANT USAGE ON SCHEMA public TO :"serving";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"serving";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"serving";
REVOKE UPDATE, DELETE ON audit_entry, daily_seal FROM :"serving";
REVOKE INSERT, UPDATE, DELETE ON audit_checkpoint, alembic_version FROM :"serving";
