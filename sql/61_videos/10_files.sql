-- Files of the store, and that none is left over: each key stands in files_to_remove before its first byte is written, and
-- is taken out of it in the transaction that writes the row to which the file belongs. What loses its row comes back.

create or replace function iwm.new_storage_key(_kind text, _suffix text default '')
returns text
language sql volatile
as $$
select _kind || '/' || left(x.name, 2) || '/' || x.name || _suffix
from (select replace(gen_random_uuid()::text, '-', '') as name) as x
$$;
comment on function iwm.new_storage_key is 'A key for a new file, as in videos/3f/3f….mp4. Nothing that came from outside is in it.';

create or replace function iwm.expect_file(_key text, _within interval default interval '24 hours')
returns void
language sql volatile
as $$
insert into iwm.files_to_remove (storage_key, at) values (_key, clock_timestamp() + _within)
on conflict (storage_key) do update set at = excluded.at
$$;
comment on function iwm.expect_file is 'A file is going to be written: it will be removed unless iwm.claim_file claims it in time.';

create or replace function iwm.claim_file(_key text)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    delete from files_to_remove as f where f.storage_key = _key and f.taken_at is null;
    return found;
end
$$;
comment on function iwm.claim_file is 'A file belongs to a row of this transaction. False: it came too late, the file is being removed.';

create or replace function iwm.drop_file()
returns trigger
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    insert into files_to_remove (storage_key) values (old.storage_key) on conflict (storage_key) do nothing;
    return null;
end
$$;
comment on function iwm.drop_file is 'A row that had a file is gone, however that came: the file is to be removed.';

create or replace trigger videos_drop_file after delete on iwm.videos
for each row execute function iwm.drop_file();
create or replace trigger video_assets_drop_file after delete on iwm.video_assets
for each row execute function iwm.drop_file();
create or replace trigger video_uploads_drop_file after delete on iwm.video_uploads
for each row execute function iwm.drop_file();

create or replace function iwm.remove_files_soon()
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform jobs.enqueue('videos.remove_files', _queue => 'default', _priority => 7, _dedup_key => 'videos.remove_files',
        _timeout => interval '10 minutes');
end
$$;
comment on function iwm.remove_files_soon is 'Lets a worker remove what files_to_remove has; one such job is enough.';

create or replace function jobs.files_to_remove(_limit integer default 100)
returns text[]
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _now constant timestamptz := clock_timestamp();
    _keys text[];
begin
    with taken as (
        update files_to_remove set taken_at = _now
        where storage_key in (
            select f.storage_key from files_to_remove as f
            -- one that took it and did not come back is not waited for
            where f.at <= greatest(_now, iwm.now()) and (f.taken_at is null or f.taken_at < _now - interval '10 minutes')
            order by f.at limit _limit for update skip locked)
        returning storage_key
    )
    select coalesce(array_agg(t.storage_key), '{}') into _keys from taken as t;
    return _keys;
end
$$;
comment on function jobs.files_to_remove is 'Keys of files that are to be removed now; nobody can claim them any more. Tell jobs.files_removed.';

create or replace function jobs.files_removed(_keys text[])
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _count integer;
begin
    delete from files_to_remove where storage_key = any (_keys) and taken_at is not null;
    get diagnostics _count = row_count;
    return _count;
end
$$;
comment on function jobs.files_removed is 'These files are gone from the store. Returns how many of them were to be removed.';

create or replace function jobs.file_unwritten(_key text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return iwm.claim_file(_key);
end
$$;
comment on function jobs.file_unwritten is $$
Whoever was to write a file has removed what there was of it, and writes no more: it need not be looked for

False: it was not expected, or is being removed by another one.
$$;
