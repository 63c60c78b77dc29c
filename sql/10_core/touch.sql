create or replace function ops.touch(variadic _tags text[])
returns void
language sql volatile
as $$
insert into ops.cache_outbox (tags)
select array_agg(distinct t.tag order by t.tag) from unnest(_tags) as t(tag) where t.tag <> '' having count(*) > 0
$$;
comment on function ops.touch is $$
Tells every HTTP process that cached answers with these tags are out of date, once the transaction commits

For writing operations (@touches), importers and DBAs: select ops.touch('movies', 'movie:tt0816692').
$$;
