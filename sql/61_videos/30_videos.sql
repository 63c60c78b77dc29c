-- Who sees which video, and how it is shown.

create or replace function iwm.visible_video(_me bigint, _video_id text)
returns iwm.videos
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _video videos;
begin
    select v.* into _video from videos as v where v.external_id = _video_id and v.deleted_at is null;
    if _video.id is null
        or _video.user_id is distinct from _me and not coalesce(iwm.is_staff(_me), false) and not (
            exists (select from movies as m where m.id = _video.movie_id and m.deleted_at is null)
            and coalesce((select s.listed from user_sight(_me) as s where s.user_id = _video.user_id), false))
    then
        perform iwm.fail('video_not_found', format('No video has the id %s.', _video_id),
            'GET /v1/videos lists yours.', 'video_id');
    end if;
    return _video;
end
$$;
comment on function iwm.visible_video is $$
A video that somebody (null: anonymous) may see: their own, with the role of a moderator any, else those of films

Not those of whom the caller cannot see: suspended, blocked, private. Fails with video_not_found.
$$;

create or replace function iwm.own_video(_me bigint, _video_id text)
returns iwm.videos
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _video videos;
begin
    select v.* into _video from videos as v
    where v.user_id = _me and v.external_id = _video_id and v.deleted_at is null for no key update;
    if _video.id is null then
        _video := iwm.visible_video(_me, _video_id);
        perform iwm.fail('forbidden', 'This video is somebody else''s.', 'Only its owner may do this.');
    end if;
    return _video;
end
$$;
comment on function iwm.own_video is $$
A video of the caller, locked against changes

Fails with video_not_found, and with forbidden for one that is to be seen, but somebody else's.
$$;

create or replace function iwm.video_cards(_user_ids bigint[], _ids bigint[], _me bigint)
returns api.video[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select row(
            v.external_id, v.title, v.file_name, v.media_type, v.bytes, v.sha256, v.duration_seconds, v.width, v.height,
            v.frames_per_second, v.container, v.video_codec, v.audio_codec, v.bit_rate, m.external_id,
            case when m.id is not null then v.role end,
            (select row(u.external_id, u.username, u.name, u.avatar_url)::api.user_card
                from users as u join user_sight(_me) as s on s.user_id = u.id and s.visible where u.id = v.user_id),
            v.user_id is not distinct from _me,
            (select count(*)::integer from video_assets as a where a.user_id = v.user_id and a.video_id = v.id),
            '/v1/videos/' || v.external_id || '/file', v.version, v.created_at, v.updated_at)::api.video
        from unnest(_user_ids, _ids) with ordinality as x(user_id, id, place)
        join videos as v on v.user_id = x.user_id and v.id = x.id
        left join movies as m on m.id = v.movie_id and m.deleted_at is null
        order by x.place);
end
$$;
comment on function iwm.video_cards is 'Videos as somebody (null: anonymous) sees them, in the order of these ids.';

create or replace function iwm.video_card(_video iwm.videos, _me bigint)
returns api.video
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (iwm.video_cards(array[(_video).user_id], array[(_video).id], _me))[1];
end
$$;
comment on function iwm.video_card is 'A video as somebody (null: anonymous) sees it.';

create or replace function iwm.video_feed(_list text, _user_ids bigint[], _ids bigint[], _me bigint, _limit integer)
returns api.video_feed
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (
        iwm.video_cards(_user_ids[1:_limit], _ids[1:_limit], _me),
        case when cardinality(_ids) > _limit then iwm.to_cursor(_list, _ids[_limit]) end)::api.video_feed;
end
$$;
comment on function iwm.video_feed is 'A page of a list of videos: the first _limit; the cursor for more, where there is one more.';

create or replace function iwm.attach_to(_me bigint, _movie_id text)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _movie_id is null then
        return null;
    end if;
    perform iwm.require_verified(_me); -- everybody who looks at the film sees it
    return iwm.need_movie(_movie_id);
end
$$;
comment on function iwm.attach_to is 'The film that somebody''s video shall belong to. Fails with email_not_verified and movie_not_found.';

create or replace function iwm.patch_video(_me bigint, _video_id text, _patch jsonb, _if_match text default null)
returns iwm.videos
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _new constant api.video_patch := iwm.patched(null::api.video_patch, _patch);
    _old constant videos := iwm.own_video(_me, _video_id);
    _video videos := _old;
begin
    if _if_match is not null then
        perform iwm.check_version(_if_match, _old.version);
    end if;
    _video.title := coalesce(iwm.one_line(_new.title), _old.title);
    if _patch ? 'movie_id' then
        _video.movie_id := iwm.movie_id_of(_new.movie_id);
        if _new.movie_id is not null and (_video.movie_id is null or _video.movie_id is distinct from _old.movie_id) then
            _video.movie_id := iwm.attach_to(_me, _new.movie_id);
        end if;
    end if;
    _video.role := case when _video.movie_id is null then null when _patch ? 'role' then _new.role else _old.role end;
    if _new.role is not null and _video.movie_id is null then
        perform iwm.fail('invalid_input', 'A role is what a video is to a film: it has none.', 'Give movie_id, too.', 'role');
    end if;
    if _video.title = '' then
        perform iwm.fail('invalid_input', 'The title has nothing that can be seen.', null, 'title');
    end if;
    if _video is distinct from _old then
        update videos
        set title = _video.title, movie_id = _video.movie_id, role = _video.role, version = version + 1, updated_at = iwm.now()
        where user_id = _old.user_id and id = _old.id
        returning * into _video;
    end if;
    return _video;
end
$$;
comment on function iwm.patch_video is $$
Changes title, film and role of a video by a JSON merge patch of api.video_patch

The version counts the calls that changed something; _if_match, where given, must fit it. Without a film there is no role.
Fails with video_not_found, forbidden, invalid_input, email_not_verified, movie_not_found, precondition_failed.
$$;

create or replace function iwm.delete_video(_video iwm.videos)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    update videos set deleted_at = iwm.now(), version = version + 1
    where user_id = (_video).user_id and id = (_video).id and deleted_at is null;
    if not found then
        return;
    end if;
    perform jobs.cancel(j.id) from jobs.jobs as j where j.subject = 'video:' || (_video).external_id order by j.id;
    insert into files_to_remove (storage_key) values ((_video).storage_key) on conflict (storage_key) do nothing;
    delete from video_assets where user_id = (_video).user_id and video_id = (_video).id;
    perform iwm.remove_files_soon();
end
$$;
comment on function iwm.delete_video is $$
Deletes a video: nobody sees it any more, what is made of it is cancelled, its files are removed soon

The row itself stays for a while (iwm.video_policy.kept_after_deletion), without its files.
$$;

create or replace function iwm.link_maker(_user_id text)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := (select u.id from users as u
        where u.external_id = _user_id and u.deactivated_at is null and not iwm.suspended(u.suspended_at, u.suspended_until));
begin
    if _id is null then
        perform iwm.fail('link_not_valid', 'Who made this link may not give it any more.', 'Ask for another one.', 'link');
    end if;
    return _id;
end
$$;
comment on function iwm.link_maker is 'The user who made a link to a file, by public id. Fails with link_not_valid where the account is suspended or deactivated.';
