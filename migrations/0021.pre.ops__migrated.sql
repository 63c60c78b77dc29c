-- What was moved here from files of an older service, so that moving it again changes nothing.

create table ops.migrated (
    source text not null,
    kind text not null,
    old_key text not null,
    new_id text,
    at timestamptz not null default iwm.now(),
    primary key (source, kind, old_key),
    constraint migrated_source_shape check (source ~ '^[a-z0-9][a-z0-9_-]{0,49}$'),
    constraint migrated_kind_shape check (kind in ('user', 'session', 'video', 'asset', 'job'))
);
comment on table ops.migrated is 'Things of an older service and what they became here: public ids. iwm migrate-files writes it.
@distribution local';
comment on column ops.migrated.old_key is 'SHA-256 of what the older service called it: no name and no token is kept.';
comment on column ops.migrated.new_id is 'Null once it was deleted for good: it does not come back.';
