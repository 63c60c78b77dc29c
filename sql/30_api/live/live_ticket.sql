create or replace function api.live_ticket(_viewer iwm.viewer)
returns api.live_ticket
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', null);
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.live_ticket is $$
A ticket for a live stream

For a browser, whose EventSource sends no Authorization header: `GET /v1/live?topics=job:…&ticket=…`, once, within its time. Whoever
comes back brings another one, and `after` with the id of the last event.
The stream itself: server-sent events for GET /v1/live, or a WebSocket at the same address that first sends
`{"type": "auth", "token": "…"}` and then `{"type": "subscribe", "topics": ["job:…"], "after": "…"}`. A topic of which nothing was
told yet is subscribed without `after`, which tells how it is now. At most 10 messages a second, or 100 at once.

@route POST /live/tickets
@auth  user
@handler live_ticket
@status 201
@tag   Live
$$;
