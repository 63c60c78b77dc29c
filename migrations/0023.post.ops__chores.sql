-- What is done again and again is a schedule (ops.schedules) by now; cleanup-sessions is one of them.

drop table ops.chores;
