-- SPDX-License-Identifier: EUPL-1.2
-- A second counting of the example year, in plain SQL over the canonical CSV files. Nothing here is taken from
-- the program: the meaning of every word stands in verzuim-rules(5). Parameters: :from, :until, the period.

-- School days: Monday to Friday, no holiday of the region, no day of the school's own, no public day off.
CREATE TABLE day AS
WITH RECURSIVE d(date) AS (VALUES ('2024-08-01') UNION ALL SELECT date(date, '+1 day') FROM d WHERE date < '2026-12-31'),
place(school, region) AS (SELECT DISTINCT p.school, (SELECT max(region) FROM schools s WHERE substr(s.school, 1, 4) = substr(p.school, 1, 4)) FROM pupils p)
SELECT place.school, date FROM place, d
WHERE strftime('%w', date) BETWEEN '1' AND '5'
  AND NOT EXISTS (SELECT 1 FROM holidays h WHERE h.region = place.region AND date BETWEEN h.first_day AND h.last_day)
  AND NOT EXISTS (SELECT 1 FROM public p WHERE p.date = d.date AND p.general_day_off = 'ja')
  AND NOT EXISTS (SELECT 1 FROM calendar c WHERE date BETWEEN c."from" AND c."until"
                  AND c.school IN ('*', place.region, place.school, substr(place.school, 1, 4)));
CREATE UNIQUE INDEX day_key ON day(school, date);

-- Enrolments: an open end is far away; of overlapping ones at a school the latest begun holds.
CREATE TABLE enrolled AS
SELECT pupil, school, substr(school, 1, 4) AS brin, sector, "from" AS since, CASE "until" WHEN '' THEN '9999-12-31' ELSE "until" END AS till,
       gemeente, "group" AS grp, CAST(weekly_minutes AS INT) AS weekly, birth_date AS born
FROM pupils;
CREATE INDEX enrolled_pupil ON enrolled(pupil);

-- The lessons of a group on a weekday, where its timetable speaks of a date at all.
CREATE VIEW covered AS SELECT DISTINCT "group" AS grp, "from" AS since, "until" AS till FROM timetable;
CREATE TABLE taught AS
SELECT "group" AS grp, "from" AS since, "until" AS till, CAST(weekday AS INT) AS weekday, sum(CAST(minutes AS INT)) AS minutes,
       sum(max(CAST(minutes AS INT), 60)) AS hours
FROM timetable GROUP BY 1, 2, 3, 4;
CREATE INDEX taught_group ON taught(grp);

-- Scheduled time in fifths of a minute: of the timetable where it covers the date, else a fifth of the weekly minutes.
CREATE TABLE scheduled AS
SELECT e.pupil, e.brin, d.date, e.sector, e.weekly, e.grp,
       (SELECT count(*) FROM covered c WHERE c.grp = e.grp AND d.date BETWEEN c.since AND c.till) > 0 AS has_timetable,
       (SELECT sum(t.minutes) FROM taught t WHERE t.grp = e.grp AND d.date BETWEEN t.since AND t.till
          AND t.weekday = (CAST(strftime('%w', d.date) AS INT) + 6) % 7 + 1) AS minutes,
       (SELECT sum(t.hours) FROM taught t WHERE t.grp = e.grp AND d.date BETWEEN t.since AND t.till
          AND t.weekday = (CAST(strftime('%w', d.date) AS INT) + 6) % 7 + 1) AS hours
FROM enrolled e JOIN day d ON d.school = e.school AND d.date BETWEEN e.since AND e.till
WHERE NOT EXISTS (SELECT 1 FROM enrolled l WHERE l.pupil = e.pupil AND l.brin = e.brin AND l.since > e.since AND d.date BETWEEN l.since AND l.till);
CREATE UNIQUE INDEX scheduled_key ON scheduled(pupil, brin, date);
-- Where a timetable covers the date and has no lesson that day, it is no school day of the pupil.
CREATE VIEW school_day AS
SELECT pupil, brin, date, sector, weekly, has_timetable, minutes, hours,
       CASE WHEN has_timetable THEN 5 * minutes ELSE weekly END AS fifths
FROM scheduled WHERE NOT has_timetable OR minutes IS NOT NULL;

-- Records: the last delivered holds; a whole day replaces the lessons of its school and day.
CREATE TABLE record AS
SELECT a.pupil, substr(a.school, 1, 4) AS brin, a.date, CAST(a.lesson AS INT) AS lesson, a.minutes AS given,
       CASE WHEN EXISTS (SELECT 1 FROM exemptions x WHERE x.pupil = a.pupil AND x.article IN ('11f', '11g') AND a.date BETWEEN x."from" AND x."until")
            THEN 'authorised' ELSE a.kind END AS kind
FROM absences a;
CREATE TABLE valued AS
WITH usual(sector, minutes, by_lesson) AS
  (VALUES ('po', 60, 0), ('so', 60, 0), ('vo', 50, 1), ('vso', 50, 1), ('mbo', 60, 1), ('vavo', 60, 1)),
timed AS (
  SELECT r.*, s.sector, u.by_lesson, u.minutes AS usual, s.has_timetable, s.hours AS day_hours,
    CASE WHEN r.given <> '' THEN 5 * CAST(r.given AS INT)
         WHEN r.lesson > 0 THEN 5 * coalesce((SELECT CAST(t.minutes AS INT) FROM timetable t WHERE t."group" = s0.grp AND CAST(t.lesson AS INT) = r.lesson
              AND CAST(t.weekday AS INT) = (CAST(strftime('%w', r.date) AS INT) + 6) % 7 + 1 AND r.date BETWEEN t."from" AND t."until"), u.minutes)
         ELSE s.fifths END AS fifths
  FROM record r JOIN school_day s USING (pupil, brin, date) JOIN scheduled s0 USING (pupil, brin, date) JOIN usual u ON u.sector = s.sector
  WHERE r.lesson = 0 OR NOT EXISTS (SELECT 1 FROM record w WHERE w.pupil = r.pupil AND w.brin = r.brin AND w.date = r.date AND w.lesson = 0))
SELECT pupil, brin, date, lesson, kind, fifths,
  CASE WHEN NOT by_lesson OR kind = 'late' THEN fifths / 5
       WHEN lesson > 0 THEN max(fifths / 5, 60)
       WHEN has_timetable THEN day_hours
       ELSE fifths * 60 / (5 * usual) END AS counted
FROM timed;
CREATE INDEX valued_pupil ON valued(pupil);

-- Dossiers: the fields of their events, and what follows from them.
CREATE VIEW told AS SELECT e.*, f.name, f.value FROM event e JOIN field f USING (n);
CREATE TABLE reason AS
SELECT s.dossier, max(CASE WHEN name = 'signal' THEN value END) AS signal, max(CASE WHEN name = 'rule' THEN value END) AS rule,
       max(CASE WHEN name = 'reached_on' THEN value END) AS reached_on, max(CASE WHEN name = 'kinds' THEN value END) AS kinds,
       max(CASE WHEN name = 'melding' THEN value END) AS melding, max(CASE WHEN name = 'held' THEN value END) AS held
FROM told s WHERE type = 'signal' AND n = (SELECT max(n) FROM told l WHERE l.dossier = s.dossier AND l.type = 'signal' AND l.name = 'signal'
  AND l.value = (SELECT value FROM field WHERE n = s.n AND name = 'signal')) GROUP BY s.n;
DELETE FROM reason WHERE EXISTS (SELECT 1 FROM told w WHERE w.dossier = reason.dossier AND w.type = 'withdrawn' AND w.name = 'signal' AND w.value = reason.signal);
-- A reason that a gemeente may know of: some kind, and none of sickness or leave.
CREATE TABLE open_reason AS SELECT * FROM reason WHERE kinds <> '' AND kinds NOT LIKE '%sick%' AND (',' || kinds || ',') NOT LIKE '%,authorised,%';
CREATE TABLE melding AS
SELECT e.n, e.dossier, e.pupil, e.school, e.date, k.value AS kind, (SELECT value FROM field WHERE n = e.n AND name = 'begin') AS begin,
  (SELECT min(c.date) FROM told c WHERE c.dossier = e.dossier AND c.type = 'melding' AND c.name = 'status' AND c.value = 'closed' AND c.n > e.n
    AND c.n < coalesce((SELECT min(l.n) FROM told l WHERE l.dossier = e.dossier AND l.type = 'melding' AND l.name = 'kind' AND l.n > e.n), 1e9)) AS ended
FROM event e JOIN field k ON k.n = e.n AND k.name = 'kind' WHERE e.type = 'melding';
CREATE TABLE kase AS
SELECT o.dossier, o.pupil, coalesce((SELECT s.value FROM told s WHERE s.dossier = o.dossier AND s.type = 'handover' AND s.name = 'school' AND EXISTS (
    SELECT 1 FROM told a WHERE a.dossier = s.dossier AND a.type = 'handover' AND a.name = 'state' AND a.value = 'accepted' AND a.n > s.n) ORDER BY s.n DESC LIMIT 1),
    o.school) AS school, o.date AS opened, (SELECT value FROM field WHERE n = o.n AND name = 'sector') AS sector,
  l.status = 'open' AS is_open, l.step, l.role, l.due_on, l.owner,
  (SELECT value FROM told c WHERE c.dossier = o.dossier AND c.type = 'closed' AND c.name = 'outcome' ORDER BY n DESC LIMIT 1) AS outcome,
  (SELECT min(reached_on) FROM reason r WHERE r.dossier = o.dossier) AS signal_on,
  (SELECT min(reached_on) FROM open_reason r WHERE r.dossier = o.dossier) AS open_signal_on,
  (SELECT min(reached_on) FROM reason r WHERE r.dossier = o.dossier AND melding = '16-uur') AS sixteen_on,
  EXISTS (SELECT 1 FROM open_reason r WHERE r.dossier = o.dossier AND kinds LIKE '%unauthorised%') AS below,
  (SELECT min(date) FROM event t WHERE t.dossier = o.dossier AND t.type = 'talk') AS talk_on,
  (SELECT min(date) FROM told t WHERE t.dossier = o.dossier AND (t.type = 'talk' OR t.type = 'contact' AND t.name = 'reached' AND t.value = 'yes')) AS contact_on,
  NOT EXISTS (SELECT 1 FROM told a WHERE a.dossier = o.dossier AND a.type = 'assigned' AND a.name = 'role' AND a.value <> 'mentor') AS at_mentor,
  EXISTS (SELECT 1 FROM melding m WHERE m.dossier = o.dossier) OR EXISTS (SELECT 1 FROM told a WHERE a.dossier = o.dossier AND a.type = 'assigned'
    AND a.name = 'role' AND a.value IN ('preventiemedewerker', 'leerplichtambtenaar', 'trajectbegeleider', 'team-jeugd')) AS with_gemeente
FROM event o JOIN dossiers l ON l.dossier = o.dossier WHERE o.type = 'opened';
ALTER TABLE kase ADD COLUMN for_gemeente;
UPDATE kase SET for_gemeente = open_signal_on IS NOT NULL OR (is_open AND role IN ('preventiemedewerker', 'leerplichtambtenaar', 'trajectbegeleider', 'team-jeugd'));
