-- What an answer with an Idempotency-Key has beside its body.

alter table iwm.idempotency_keys add column version text;
comment on column iwm.idempotency_keys.version is 'The version that the answer named in its ETag.';
