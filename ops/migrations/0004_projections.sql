-- Room for what is rebuilt from the acts. Tables are made from their declarations by the projector, never migrated.
CREATE SCHEMA projections AUTHORIZATION socai_projector;
GRANT USAGE ON SCHEMA projections TO socai_service, socai_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE socai_projector IN SCHEMA projections GRANT SELECT ON TABLES TO socai_service, socai_reader;
