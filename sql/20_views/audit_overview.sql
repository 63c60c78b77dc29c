create or replace view iwm.audit_overview with (security_invoker = true) as
select a.at, a.actor, a.action, a.entity, a.entity_id,
    case a.entity
        when 'movie' then (select m.title from iwm.movies as m where m.external_id = a.entity_id)
        when 'person' then (select p.name from iwm.people as p where p.external_id = a.entity_id)
        when 'genre' then (select g.name from iwm.genres as g where g.slug = a.entity_id)
        when 'user' then (select u.username from iwm.users as u where u.external_id = a.entity_id)
    end as name,
    a.changed, a.previous, a.reason, a.id
from iwm.audit_log as a;
comment on view iwm.audit_overview is
'What staff did, and what was changed in psql: select * from audit_overview where name = ''Alien'' order by at desc. @private';
