-- The ledger: acts as they were signed, their entries, the tree over the entries, the evidence about signers.
-- Nothing here is ever changed. The service may insert and read; triggers refuse the rest to everybody.
-- Format: signing/FORMAT.md. Hashes are computed by the program only.
CREATE SCHEMA ledger;

CREATE TABLE ledger.identity (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    origin     text NOT NULL CHECK (origin <> ''),        -- name of this ledger, inside every signed act
    founded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE ledger.act (
    position    bigint PRIMARY KEY CHECK (position > 0),  -- gapless, in commit order; leaf index + 1
    stream      uuid NOT NULL,
    kind        text NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    previous    bytea,                                    -- 32 bytes: hash of the act before it in its stream
    type        text NOT NULL,
    command_id  uuid NOT NULL,
    occurred_at timestamptz NOT NULL,                     -- when it happened in law
    recorded_at timestamptz NOT NULL,                     -- when this ledger recorded it
    certificate bytea NOT NULL,                           -- SHA-256 of the signer's certificate
    act         bytea NOT NULL,                           -- the signed bytes, as received
    act_hash    bytea NOT NULL,
    signature   bytea NOT NULL,
    entry       bytea NOT NULL,                           -- the leaf's content
    leaf        bytea NOT NULL,                           -- RFC 6962 leaf hash of the entry
    CONSTRAINT act_stream_version UNIQUE (stream, version),
    CONSTRAINT act_command UNIQUE (command_id),
    CONSTRAINT act_first_has_no_previous CHECK ((version = 1) = (previous IS NULL)),
    CONSTRAINT act_sizes CHECK (
        octet_length(act_hash) = 32 AND octet_length(certificate) = 32 AND octet_length(leaf) = 32
        AND octet_length(act) <= 60000 AND octet_length(previous) IS NOT DISTINCT FROM CASE WHEN version = 1 THEN NULL ELSE 32 END)
);
-- The signed bytes are JSON with hashes and signatures: what compresses is not worth a detour through TOAST at append time.
ALTER TABLE ledger.act ALTER COLUMN act SET STORAGE MAIN;
CREATE INDEX act_organisation ON ledger.act (position) WHERE kind = 'organisation';

-- One row a commit: the tree after it. The newest row is the head.
CREATE TABLE ledger.head (
    size         bigint PRIMARY KEY CHECK (size > 0),     -- acts in the ledger = position of the newest
    root         bytea NOT NULL CHECK (octet_length(root) = 32),
    frontier     bytea NOT NULL,                          -- what the next append needs of the tree
    recorded_at  timestamptz NOT NULL,
    organisation bigint NOT NULL                          -- position of the newest act of the organisation stream, 0 for none
);
CREATE INDEX head_recorded ON ledger.head (recorded_at, size);

-- Full C2SP tiles: 256 hashes of one level. Level 0 are leaf hashes, level n + 1 the roots of full tiles of level n.
CREATE TABLE ledger.tile (
    level  smallint NOT NULL CHECK (level >= 0),
    index  bigint NOT NULL CHECK (index >= 0),
    hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
    root   bytea NOT NULL CHECK (octet_length(root) = 32),
    PRIMARY KEY (level, index)
);
ALTER TABLE ledger.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE TABLE ledger.checkpoint (
    size      bigint PRIMARY KEY CHECK (size > 0),
    root      bytea NOT NULL CHECK (octet_length(root) = 32),
    note      bytea NOT NULL,                             -- C2SP signed note
    signed_at timestamptz NOT NULL
);

CREATE TABLE ledger.certificate (
    sha256      bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
    der         bytea NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE ledger.revocation_list (
    sha256      bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
    der         bytea NOT NULL,
    this_update timestamptz NOT NULL,
    next_update timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %.% refused: the ledger is only added to', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['identity', 'act', 'head', 'tile', 'checkpoint', 'certificate', 'revocation_list'] LOOP
        EXECUTE format('CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', kept);
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER only_added_to', kept);
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA ledger TO socai_service, socai_projector, socai_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO socai_service, socai_projector, socai_reader;
GRANT INSERT ON ALL TABLES IN SCHEMA ledger TO socai_service;
