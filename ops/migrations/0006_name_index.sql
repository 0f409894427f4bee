-- Names can be looked for without being stored in the clear: HMAC-SHA256, cut to 16 bytes, of every folded word of a
-- disclosed name, under a key that only the service can derive. Two names that share a word share a token, so who reads
-- this table sees how often words repeat, and no name. Erasing a person takes the tokens away with the key.
CREATE TABLE vault.name_index (
    token    bytea NOT NULL CHECK (octet_length(token) = 16),
    person   uuid NOT NULL REFERENCES vault.person_key,
    position bigint NOT NULL,                             -- of the act that commits to the name
    PRIMARY KEY (token, person, position)
);
CREATE INDEX name_index_person ON vault.name_index (person, position);

-- Names recorded before there was an index: the service goes over them once, from `reached` to `until`.
CREATE TABLE vault.name_index_older (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    reached  bigint NOT NULL,                             -- position
    until    bigint NOT NULL                              -- position
);
INSERT INTO vault.name_index_older (reached, until) SELECT 0, coalesce(max(position), 0) FROM vault.disclosure;

-- The tokens of an erased person go in the transaction that destroys the key; nobody else may take any away.
CREATE FUNCTION vault.forget_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    DELETE FROM vault.name_index WHERE person = NEW.person;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION vault.forget_name() FROM PUBLIC;
CREATE TRIGGER forget_name AFTER UPDATE OF wrapped ON vault.person_key
    FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION vault.forget_name();
CREATE TRIGGER never_changed BEFORE UPDATE OR TRUNCATE ON vault.name_index
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE vault.person_key ENABLE ALWAYS TRIGGER forget_name;
ALTER TABLE vault.name_index ENABLE ALWAYS TRIGGER never_changed;

GRANT SELECT, INSERT ON vault.name_index TO socai_service;
GRANT SELECT, UPDATE (reached) ON vault.name_index_older TO socai_service;
