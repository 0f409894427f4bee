-- Personal values, beside the ledger: encrypted under a key per person. The ledger holds only their digests.
-- Erasing a person empties the key; the row stays, so that nobody gets a second key by accident.
CREATE SCHEMA vault;

CREATE TABLE vault.person_key (
    person    uuid PRIMARY KEY,
    wrapped   bytea,                                      -- AES-256-GCM under the key-encryption key; null once erased
    made_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    erased_at timestamptz,
    erased_by bigint,                                     -- position of the act that ordered it
    CONSTRAINT erased_means_gone CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL))
);

CREATE TABLE vault.disclosure (
    digest     bytea NOT NULL CHECK (octet_length(digest) = 32),
    position   bigint NOT NULL,                           -- of the act that commits to it
    person     uuid NOT NULL REFERENCES vault.person_key,
    nonce      bytea NOT NULL CHECK (octet_length(nonce) = 12),
    ciphertext bytea NOT NULL,
    PRIMARY KEY (digest)
);
CREATE INDEX disclosure_position ON vault.disclosure (position);
CREATE INDEX disclosure_person ON vault.disclosure (person);

-- A key goes one way only: from present to erased.
CREATE FUNCTION vault.only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.wrapped IS NULL OR NEW.wrapped IS NOT NULL OR NEW.person <> OLD.person OR NEW.erased_by IS NULL THEN
        RAISE EXCEPTION 'a person key can only be erased' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_erase BEFORE UPDATE ON vault.person_key FOR EACH ROW EXECUTE FUNCTION vault.only_erase();
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON vault.person_key
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON vault.disclosure
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE vault.person_key ENABLE ALWAYS TRIGGER only_erase;
ALTER TABLE vault.person_key ENABLE ALWAYS TRIGGER never_removed;
ALTER TABLE vault.disclosure ENABLE ALWAYS TRIGGER only_added_to;

GRANT USAGE ON SCHEMA vault TO socai_service, socai_reader;
GRANT SELECT, INSERT ON vault.disclosure TO socai_service;
GRANT SELECT, INSERT ON vault.person_key TO socai_service;
GRANT UPDATE (wrapped, erased_at, erased_by) ON vault.person_key TO socai_service;
GRANT SELECT ON vault.disclosure TO socai_reader;         -- ciphertexts only: verification checks digests where keys are given
