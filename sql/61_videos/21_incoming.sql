-- Room for files that come in forms. Chunks need none of this: an upload in chunks has a row with its size from the beginning.

create or replace function iwm.room_kept_for()
returns interval
language sql immutable
as $$ select interval '5 minutes' $$;
comment on function iwm.room_kept_for is 'So long room is kept for a form of which nothing is heard: its server has ended.';

create or replace function iwm.keep_room(_me bigint, _key text, _least bigint, _most bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _limits constant iwm.video_policy := iwm.video_policy();
    _count bigint;
    _room bigint;
begin
    perform from users as u where u.id = _me for no key update; -- two at once: the second one counts the first
    delete from incoming_videos where user_id = _me and expires_at <= iwm.now();
    _count := (select count(*) from incoming_videos as i where i.user_id = _me);
    if _count >= _limits.most_incoming then
        perform iwm.fail('quota_exceeded', format('%s files of yours are coming in, as many as may at once.', _count),
            'Wait for one of them to end.');
    end if;
    _room := iwm.require_room(_me, _least);
    if _most is not null then
        _room := least(_room, greatest(_most, _least));
    end if;
    insert into incoming_videos (user_id, storage_key, bytes, expires_at)
    values (_me, _key, _room, iwm.now() + iwm.room_kept_for());
    return _room;
end
$$;
comment on function iwm.keep_room is $$
Keeps room for a file of _least to _most bytes (null: nobody knows how many) that is going to come; returns how much

It counts as taken (iwm.video_quota) until iwm.give_room_back, or until nothing is heard of it. Fails with file_too_large and
quota_exceeded.
$$;

create or replace function iwm.give_room_back(_me bigint, _key text)
returns void
language sql volatile
as $$ delete from iwm.incoming_videos where user_id = _me and storage_key = _key $$;
comment on function iwm.give_room_back is 'What iwm.keep_room kept for a file is free again: its row takes it up, or nothing comes of it.';
