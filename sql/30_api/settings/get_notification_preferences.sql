create or replace function api.get_notification_preferences(_viewer iwm.viewer)
returns api.notification_preference[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:read');
begin
    return iwm.notification_matrix(_user_id);
end
$$;
comment on function api.get_notification_preferences is $$
Of what you are told, and how

Every kind of notification by channel: the defaults, and what you said otherwise.

@route GET /me/notification-preferences
@auth  user
@tag   Settings
$$;
