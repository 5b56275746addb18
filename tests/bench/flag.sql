-- SPDX-License-Identifier: EUPL-1.2
-- The four rules of four.toml: pupil, rule and the first day. Over `b` (pupil, kind, day, lesson, minutes, sd, sk) and
-- `pupil` (pupil, id, weekly_minutes), which schema_*.sql make; @sick and the like stand for the kinds.
WITH
  o AS (SELECT pupil, day, sk - lag(sk, 15) OVER (PARTITION BY pupil ORDER BY day, lesson) AS span FROM b WHERE kind = @unauthorised),
  zd AS (SELECT DISTINCT pupil, day, sd, sk FROM b WHERE kind = @sick),
  zn AS (SELECT pupil, day, sk, sd - row_number() OVER (PARTITION BY pupil ORDER BY sd) AS spell FROM zd),
  zs AS (SELECT pupil, min(day) AS day, min(sk) AS first, max(sk) AS last FROM zn GROUP BY pupil, spell),
  z AS (SELECT pupil, day, first - lag(last, 3) OVER (PARTITION BY pupil ORDER BY day) AS span FROM zs),
  l AS (SELECT pupil, day, row_number() OVER (PARTITION BY pupil ORDER BY day, lesson) AS n FROM b WHERE kind = @late),
  rd AS (SELECT pupil, day, sd, sum(minutes) AS minutes FROM b GROUP BY pupil, day, sd),
  r AS (SELECT pupil, day, sd, sum(minutes) OVER (PARTITION BY pupil ORDER BY day) AS missed FROM rd),
  found AS (
    SELECT pupil, 'o16' AS rule, min(day) AS day FROM o WHERE span <= 27 GROUP BY pupil
    UNION ALL SELECT pupil, 'z4', min(day) FROM z WHERE span <= 83 GROUP BY pupil
    UNION ALL SELECT pupil, 'l9', day FROM l WHERE n = 9
    UNION ALL SELECT pupil, 'rate', min(r.day) FROM r JOIN pupil USING (pupil)
      WHERE sd >= 19 AND missed * 50 >= (sd + 1) * weekly_minutes GROUP BY pupil)
SELECT id, rule, day FROM found JOIN pupil USING (pupil)
