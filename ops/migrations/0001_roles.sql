-- Roles are shared by a whole Postgres cluster, so each is made only when it is missing.
-- An embedded cluster has them already, as login roles with passwords of their own.
--   socai_service    records acts: may read and insert, never change or delete
--   socai_projector  owns what is rebuilt from the acts, reads the acts
--   socai_reader     reads: verification, inspection
DO $$
DECLARE wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['socai_service', 'socai_projector', 'socai_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
        END IF;
    END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
