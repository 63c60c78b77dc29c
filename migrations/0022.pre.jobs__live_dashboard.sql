-- What the live feed and the dashboard look for.

create index events_xid on jobs.events (xid);
comment on index jobs.events_xid is 'api.live_events: what was committed since the last look';

create index history_not_completed on jobs.history (state, id) where state <> 'completed';
comment on index jobs.history_not_completed is 'api.dashboard_jobs: jobs that failed, died or were cancelled, newest first';
