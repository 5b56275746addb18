-- SPDX-License-Identifier: EUPL-1.2
-- From the imported texts (tables a, p, c) to the layout that suits SQLite best: small integers, clustered by pupil.
CREATE TABLE pupil(pupil INTEGER PRIMARY KEY, id TEXT UNIQUE, weekly_minutes INT);
INSERT INTO pupil(id, weekly_minutes) SELECT DISTINCT pupil, weekly_minutes FROM p;
CREATE TABLE cal(day INTEGER PRIMARY KEY, sd INT, sk INT);
INSERT INTO cal SELECT CAST(julianday(date) - 2440587.5 AS INT), sd, sk FROM c;
CREATE TABLE absence(pupil INT, day INT, lesson INT, kind INT, minutes INT, PRIMARY KEY(pupil, day, lesson)) WITHOUT ROWID;
INSERT INTO absence SELECT pupil.pupil, CAST(julianday(date) - 2440587.5 AS INT) AS day, CAST(lesson AS INT) AS lesson,
  CASE kind WHEN 'sick' THEN 0 WHEN 'authorised' THEN 1 WHEN 'unauthorised' THEN 2 ELSE 3 END, CAST(minutes AS INT)
  FROM a JOIN pupil ON pupil.id = a.pupil ORDER BY pupil.pupil, day, lesson;
CREATE VIEW b AS SELECT pupil, kind, day, lesson, minutes, sd, sk FROM absence JOIN cal USING (day);
DROP TABLE a; DROP TABLE p; DROP TABLE c;
VACUUM; ANALYZE;
