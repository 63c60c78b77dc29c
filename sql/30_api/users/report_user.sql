create or replace function api.report_user(
    _viewer iwm.viewer, _username iwm.user_ref, _reason iwm.user_report_reason, _details iwm.report_text default null
)
returns api.user_report
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'follows:write');
    _id constant bigint := iwm.known_user(_me, _username);
    _report api.user_report;
begin
    perform iwm.require_verified(_me);
    if _reason = 'other' and coalesce(_details, '') !~ '\S' then
        perform iwm.fail('details_needed', 'Say what happened: the reason alone does not tell.', null, 'details');
    end if;
    insert into user_reports (user_id, reported_id, external_id, reason, details)
    values (_me, _id, iwm.new_id('rep'), _reason::text, _details)
    on conflict (user_id, reported_id) where state = 'open' do nothing
    returning external_id, null, reason::user_report_reason, details, state, created_at into _report;
    if _report.id is null then
        perform iwm.fail('already_reported', 'You reported this user, and the staff has not closed it yet.',
            'Once it is closed you can report again.', 'username');
    end if;
    _report.username := (select u.username from users as u where u.id = _id);
    return _report;
end
$$;
comment on function api.report_user is $$
Report a user to the staff

One open report of each user. They are not told.

@route POST /users/{username}/reports
@auth  user
@status 201
@param username  Username, whatever its case, or public id (usr_…)
@param reason    Why; other needs details
@param details   What happened
@error user_not_found
@error email_not_verified
@error not_yourself
@error details_needed
@error already_reported
@tag   Users
$$;
