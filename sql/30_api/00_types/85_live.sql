-- Tickets of the live feed.

create type api.live_ticket as (
    ticket text, -- To be sent as ?ticket=
    expires_in integer -- Seconds for which it can be used
);
comment on type api.live_ticket is 'A short-lived proof of who one is, for the address of a stream.';
