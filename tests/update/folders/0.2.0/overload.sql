PRAGMA user_version = 6;
PRAGMA application_id = 242289365;
BEGIN TRANSACTION;
CREATE TABLE decisions (
      id       INTEGER PRIMARY KEY,
      recorded TEXT NOT NULL,
      kind     TEXT NOT NULL,
      session  INTEGER,
      start    TEXT,
      until    TEXT,
      why      TEXT NOT NULL DEFAULT '',
      other    INTEGER,
      place    TEXT NOT NULL DEFAULT ''
    ) STRICT
    ;
INSERT INTO "decisions" VALUES(1,'2026-11-30T08:00:00+00:00','unwell',NULL,'2026-11-30T00:00:00',NULL,'',6,'');
INSERT INTO "decisions" VALUES(2,'2026-11-30T08:10:00+00:00','move',5,'2026-12-01T18:00:00',NULL,'',NULL,'');
CREATE TABLE entries (
      id         INTEGER PRIMARY KEY,
      recorded   TEXT NOT NULL,
      on_date    TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      exercise   TEXT NOT NULL CHECK (exercise <> ''),
      session    INTEGER,
      bodyweight TEXT,
      unit       TEXT CHECK ((unit IS NULL) = (bodyweight IS NULL)),
      note       TEXT NOT NULL DEFAULT '',
      unwell     INTEGER NOT NULL DEFAULT 0 CHECK (unwell IN (0, 1)),
      replaces   INTEGER UNIQUE REFERENCES entries (id) CHECK (replaces < id),
      removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed = 0 OR (removed = 1 AND replaces IS NOT NULL)),
      asked      TEXT
    , unread TEXT NOT NULL DEFAULT '', sure INTEGER CHECK (sure IN (0, 1))) STRICT
    ;
INSERT INTO "entries" VALUES(1,'2026-11-25T18:00:00+00:00','2026-11-25','dumbbell-deadlift',3,'80','kg','',0,NULL,0,'{"sets":[{"reps":8,"load":{"amount":"40","unit":"lb"}},{"reps":8,"load":{"amount":"40","unit":"lb"}},{"reps":8,"load":{"amount":"40","unit":"lb"}}],"why":"Nothing is known yet, so 40 lb is a cautious first load: use one you can lift 8-12 times."}','',1);
INSERT INTO "entries" VALUES(2,'2026-11-25T18:00:00+00:00','2026-11-25','pull-up',3,'80','kg','',0,NULL,0,'{"sets":[{"reps":5,"load":{"amount":"0","unit":"kg"}},{"reps":5,"load":{"amount":"0","unit":"kg"}},{"reps":5,"load":{"amount":"0","unit":"kg"}}],"why":"Nothing is known yet, so bodyweight is a cautious first load: use one you can lift 5-10 times."}','',1);
INSERT INTO "entries" VALUES(3,'2026-11-25T18:00:00+00:00','2026-11-25','pull-up',3,'80','kg','',0,2,0,'{"sets":[{"reps":5,"load":{"amount":"0","unit":"kg"}},{"reps":5,"load":{"amount":"0","unit":"kg"}},{"reps":5,"load":{"amount":"0","unit":"kg"}}],"why":"Nothing is known yet, so bodyweight is a cautious first load: use one you can lift 5-10 times."}','',1);
INSERT INTO "entries" VALUES(4,'2026-11-25T18:01:00+00:00','2026-11-25','dumbbell-row',3,'80','kg','',0,NULL,0,'{"sets":[{"reps":8,"load":{"amount":"35","unit":"lb"}},{"reps":8,"load":{"amount":"35","unit":"lb"}},{"reps":8,"load":{"amount":"35","unit":"lb"}}],"why":"Nothing is known yet, so 35 lb is a cautious first load: use one you can lift 8-12 times."}','',1);
INSERT INTO "entries" VALUES(5,'2026-11-25T18:02:00+00:00','2026-11-25','dumbbell-shrug',3,'80','kg','grip',0,NULL,0,'{"sets":[{"reps":10,"load":{"amount":"40","unit":"lb"}},{"reps":10,"load":{"amount":"40","unit":"lb"}},{"reps":10,"load":{"amount":"40","unit":"lb"}}],"why":"Nothing is known yet, so 40 lb is a cautious first load: use one you can lift 10-15 times."}','',1);
INSERT INTO "entries" VALUES(6,'2026-11-25T18:03:00+00:00','2026-11-25','reverse-dumbbell-fly',3,'80','kg','',0,NULL,0,'{"sets":[{"reps":12,"load":{"amount":"7.5","unit":"lb"}},{"reps":12,"load":{"amount":"7.5","unit":"lb"}},{"reps":12,"load":{"amount":"7.5","unit":"lb"}}],"why":"Nothing is known yet, so 7.5 lb is a cautious first load: use one you can lift 12-20 times."}','',1);
INSERT INTO "entries" VALUES(7,'2026-12-02T18:00:00+00:00','2026-12-02','dumbbell-deadlift',6,'80','kg','',0,NULL,0,'{"sets":[{"reps":11,"load":{"amount":"20","unit":"lb"}},{"reps":11,"load":{"amount":"20","unit":"lb"}},{"reps":9,"load":{"amount":"20","unit":"lb"}}],"why":"10, 10, 8 at 20 lb instead of 40 lb was earned: carry on there with 11, 11, 9 (22.5 lb needs 13 reps here first)."}','',1);
INSERT INTO "entries" VALUES(8,'2026-12-02T18:05:00+00:00','2026-12-02','dumbbell-row',6,'80','kg','',0,NULL,0,'{"sets":[{"reps":8,"load":{"amount":"35","unit":"lb"}},{"reps":8,"load":{"amount":"35","unit":"lb"}},{"reps":8,"load":{"amount":"35","unit":"lb"}}],"why":"-, -, - at 35 lb fell short of 8, 8, 8: 8, 8, 8 again (22.5 lb needs 13 reps here first)."}','',1);
INSERT INTO "entries" VALUES(9,'2026-12-02T18:06:00+00:00','2026-12-02','dumbbell-row',6,'80','kg','',0,8,1,'{"sets":[{"reps":8,"load":{"amount":"35","unit":"lb"}},{"reps":8,"load":{"amount":"35","unit":"lb"}},{"reps":8,"load":{"amount":"35","unit":"lb"}}],"why":"-, -, - at 35 lb fell short of 8, 8, 8: 8, 8, 8 again (22.5 lb needs 13 reps here first)."}','',1);
INSERT INTO "entries" VALUES(10,'2026-12-03T09:00:00+00:00','2026-10-01','dumbbell-row',NULL,NULL,NULL,'',0,NULL,0,NULL,'',1);
CREATE TABLE imported (
      row      TEXT PRIMARY KEY,
      entry_id INTEGER NOT NULL REFERENCES entries (id)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "imported" VALUES('5042ad687ee26f2a03474f9d',10);
INSERT INTO "imported" VALUES('9d0298fa4f4d748bd9e07033',10);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('decided.after','{"2": 6}');
INSERT INTO "meta" VALUES('feed-choices.training','b2dc98a039e228b00ccc14185007fdc07f516599f65f9b04601af2c3af84a83b');
INSERT INTO "meta" VALUES('feed.training','30e54c0d2c667063b1ab84ddc8d3bec85204e1bf1caac5780f1118985ce481e4 31ec71ef97a04c21f0ad21f19b0b0075ce347422347f5ad8de624adddac59001');
INSERT INTO "meta" VALUES('import.strong','{"names": {"Dumbbell Row": "dumbbell-row"}, "together": {}, "unit": "lb"}');
INSERT INTO "meta" VALUES('log.undone','[8, 9]');
INSERT INTO "meta" VALUES('published-decision','2');
INSERT INTO "meta" VALUES('settled','{"digest": "54f8bb4a8fef76b75438d521924256fa", "modes": {"training": 384}, "since": "2026-12-05T09:00:00+00:00", "until": "2026-12-05T23:00:00+00:00", "watched": [], "zone": "Europe/Stockholm"}');
CREATE TABLE placements (
      ordinal INTEGER PRIMARY KEY,
      key     TEXT NOT NULL,
      day     TEXT NOT NULL,
      start   TEXT NOT NULL,
      minutes INTEGER NOT NULL,
      place   TEXT NOT NULL DEFAULT '',
      status  TEXT NOT NULL,
      zone    TEXT NOT NULL DEFAULT ''
    , change TEXT NOT NULL DEFAULT '') STRICT
    ;
INSERT INTO "placements" VALUES(1,'2026-W47:2','legs','2026-11-20T18:00:00',60,'home','done','Europe/Stockholm','');
INSERT INTO "placements" VALUES(2,'2026-W48:0','push','2026-11-23T18:00:00',60,'home','done','Europe/Stockholm','');
INSERT INTO "placements" VALUES(3,'2026-W48:1','back','2026-11-25T18:00:00',55,'home','done','Europe/Stockholm','');
INSERT INTO "placements" VALUES(4,'2026-W48:2','legs','2026-11-27T18:00:00',60,'home','done','Europe/Stockholm','');
INSERT INTO "placements" VALUES(5,'2026-W49:0','push','2026-12-01T18:00:00',60,'home','done','Europe/Stockholm','Moved here by hand from Mon 30 Nov');
INSERT INTO "placements" VALUES(6,'2026-W49:1','back','2026-12-02T18:00:00',55,'home','done','Europe/Stockholm','');
INSERT INTO "placements" VALUES(7,'2026-W49:2','legs','2026-12-04T18:00:00',60,'home','done','Europe/Stockholm','');
INSERT INTO "placements" VALUES(8,'2026-W50:0','push','2026-12-07T18:00:00',60,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(9,'2026-W50:1','back','2026-12-09T18:00:00',55,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(10,'2026-W50:2','legs','2026-12-11T18:00:00',60,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(11,'2026-W51:0','push','2026-12-14T18:00:00',60,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(12,'2026-W51:1','back','2026-12-16T18:00:00',55,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(13,'2026-W51:2','legs','2026-12-18T18:00:00',60,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(14,'2026-W52:0','push','2026-12-21T18:00:00',60,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(15,'2026-W52:1','back','2026-12-23T18:00:00',55,'home','planned','Europe/Stockholm','');
INSERT INTO "placements" VALUES(16,'2026-W52:2','legs','2026-12-25T18:00:00',60,'home','planned','Europe/Stockholm','');
CREATE TABLE revisions (
      feed     TEXT NOT NULL,
      ordinal  INTEGER NOT NULL,
      digest   TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      stamped  TEXT NOT NULL,
      PRIMARY KEY (feed, ordinal)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "revisions" VALUES('training',1,'2d4d0add22994cd509e0e958720aba23cfe51145cbc415198c6002ef0496d1ad',1,'2026-11-20T10:00:01+00:00');
INSERT INTO "revisions" VALUES('training',2,'f79b70dedb61228ea1bdcbe14f927ffe1577f84ef03ef9ddc712ea826daf9874',1,'2026-11-20T10:00:01+00:00');
INSERT INTO "revisions" VALUES('training',3,'1cd5e908bd1964c7c408f98c3e5ef63d0bfdd8cf06c60d244c37499a37b35430',7,'2026-11-25T18:03:00+00:00');
INSERT INTO "revisions" VALUES('training',4,'58403d3865c2a06f442a924aea307d681f7cac80cb9c7ea1301ee2464a4ad01e',1,'2026-11-20T10:00:01+00:00');
INSERT INTO "revisions" VALUES('training',5,'821abf724c321045a7dbe7030caddb5f4e822607a69e31a0fb3a39cacb1291ba',3,'2026-12-02T18:00:00+00:00');
INSERT INTO "revisions" VALUES('training',6,'286eaf63ca3992e9c3650a2ee5d9f3bf6d3601180d555b540f05b56a7820541c',11,'2026-12-03T09:00:00+00:00');
INSERT INTO "revisions" VALUES('training',7,'0d30ebc586b47d678177f8c58922e4cfdf9bffd413448ae0814101a5940ead6b',1,'2026-11-20T10:00:01+00:00');
INSERT INTO "revisions" VALUES('training',8,'01d18fccb19daa9a203a8e00bf8c8a6a01bdb95577035da6b339d088891ab02b',1,'2026-11-20T10:00:01+00:00');
INSERT INTO "revisions" VALUES('training',9,'710d93d7cdb7d19e66fa60403ac07e09a1257dcd15e8f588ea80bf91ac6eac40',10,'2026-12-03T09:00:00+00:00');
INSERT INTO "revisions" VALUES('training',10,'a6e059d26f33c47c7af922183689e4a9d8f63ffa0b5129680702c9d47253189f',1,'2026-11-20T10:00:01+00:00');
INSERT INTO "revisions" VALUES('training',11,'496a4b83dbf5b04c1e3898994f216743e842530c8a5efc0d15192c00b278584f',0,'2026-11-25T18:00:00+00:00');
INSERT INTO "revisions" VALUES('training',12,'cd666228994334f85b59e7c1dea51eb613503d0b8c4bfd963f7bcb7613f90afa',8,'2026-12-03T09:00:00+00:00');
INSERT INTO "revisions" VALUES('training',13,'998f8393bbb35003ff6a4ec8514860d8f8126819d542e722732aad810cb43d1e',0,'2026-11-25T18:00:00+00:00');
INSERT INTO "revisions" VALUES('training',14,'9cec8bb193abf814b67b6220b2f38bdc9e7547a7046992484c95489bfd3c0970',0,'2026-11-30T08:00:00+00:00');
INSERT INTO "revisions" VALUES('training',15,'361c719877ccefa89795a150c50281ef15e3991677a0600435bfe075ece6bbc8',4,'2026-12-03T09:00:00+00:00');
INSERT INTO "revisions" VALUES('training',16,'a6378be6ad28f7e66c32000d2fa0e1610736816a65df8e85fbe269a6e1f6cfc4',0,'2026-11-30T08:00:00+00:00');
CREATE TABLE runs (
      id        INTEGER PRIMARY KEY,
      started   TEXT NOT NULL,
      digest    TEXT NOT NULL,
      placed    INTEGER NOT NULL,
      moved     INTEGER NOT NULL,
      cancelled INTEGER NOT NULL,
      problems  TEXT NOT NULL,
      seconds   REAL NOT NULL
    ) STRICT
    ;
INSERT INTO "runs" VALUES(1,'2026-11-20T10:00:00+00:00','385ebd4f76f413f6f0e5b2f09dbbd3d0',10,0,0,'[]',0.0);
INSERT INTO "runs" VALUES(2,'2026-11-20T10:00:00+00:00','385ebd4f76f413f6f0e5b2f09dbbd3d0',0,0,0,'[]',8.35189700001137680374e-03);
INSERT INTO "runs" VALUES(3,'2026-11-20T09:05:00+00:00','1dd96ae291715a08ecd88e1e3e526336',0,0,0,'[]',1.00163176000000930798e+00);
INSERT INTO "runs" VALUES(4,'2026-11-28T09:00:00+00:00','37de4736ccd72e3a919de8c0bbfba83a',0,0,0,'[]',7.82680467999966822389e-01);
INSERT INTO "runs" VALUES(5,'2026-12-05T09:00:00+00:00','54f8bb4a8fef76b75438d521924256fa',0,0,0,'[]',7.34683222999990448442e-01);
CREATE TABLE sets (
      entry_id INTEGER NOT NULL REFERENCES entries (id),
      position INTEGER NOT NULL CHECK (position > 0),
      reps     INTEGER NOT NULL CHECK (reps >= 0),
      amount   TEXT NOT NULL,
      unit     TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
      aid      TEXT NOT NULL DEFAULT '',
      rir      TEXT,
      side     TEXT NOT NULL DEFAULT '', left_out INTEGER CHECK (left_out = 0 OR (left_out = 1 AND reps = 0)),
      PRIMARY KEY (entry_id, position)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "sets" VALUES(1,1,10,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(1,2,10,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(1,3,8,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(2,1,8,'-15','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(2,2,8,'-15','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(2,3,6,'-15','kg','','1','',0);
INSERT INTO "sets" VALUES(3,1,8,'-15','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(3,2,8,'-15','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(3,3,6,'-15','kg','','1','',0);
INSERT INTO "sets" VALUES(3,4,5,'0','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(3,5,4,'0','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(3,6,4,'0','kg','',NULL,'',0);
INSERT INTO "sets" VALUES(4,1,8,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(4,2,9,'20','lb','',NULL,'left',0);
INSERT INTO "sets" VALUES(4,3,7,'20','lb','',NULL,'right',0);
INSERT INTO "sets" VALUES(4,4,8,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(5,1,12,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(5,2,12,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(5,3,0,'20','lb','',NULL,'',1);
INSERT INTO "sets" VALUES(6,1,12,'5','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(6,2,12,'5','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(6,3,0,'5','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(7,1,8,'22.5','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(7,2,8,'22.5','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(7,3,8,'22.5','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(8,1,9,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(8,2,9,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(8,3,9,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(9,1,9,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(9,2,9,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(9,3,9,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(10,1,10,'20','lb','',NULL,'',0);
INSERT INTO "sets" VALUES(10,2,9,'20','lb','',NULL,'',0);
CREATE TABLE shown_before (
      decision INTEGER NOT NULL REFERENCES decisions (id),
      ordinal  INTEGER NOT NULL,
      start    TEXT NOT NULL,
      PRIMARY KEY (decision, ordinal)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "shown_before" VALUES(2,5,'2026-11-30T18:00:00');
CREATE INDEX entries_by_exercise ON entries (exercise, on_date, id);
CREATE INDEX entries_by_date ON entries (on_date, id);
CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entries_are_not_overwritten BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR replaces = NEW.replaces)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER sets_are_not_changed BEFORE UPDATE ON sets
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER sets_are_not_deleted BEFORE DELETE ON sets
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER sets_are_not_overwritten BEFORE INSERT ON sets
    WHEN EXISTS (SELECT 1 FROM sets WHERE entry_id = NEW.entry_id AND position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE INDEX imported_by_entry ON imported (entry_id);
COMMIT;
