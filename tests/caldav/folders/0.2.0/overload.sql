BEGIN TRANSACTION;
CREATE TABLE bodyweights (
      id             INTEGER PRIMARY KEY,
      recorded       TEXT NOT NULL,
      on_date        TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      amount         TEXT CHECK ((amount IS NULL) = (takes_back IS NOT NULL)),
      unit           TEXT CHECK (unit IN ('kg', 'lb') AND amount IS NOT NULL OR amount IS NULL AND unit IS NULL),
      after_entry    INTEGER NOT NULL,
      after_decision INTEGER NOT NULL,
      takes_back     INTEGER UNIQUE REFERENCES bodyweights (id) CHECK (takes_back < id)
    ) STRICT
    ;
CREATE TABLE calendar_events (
      calendar TEXT NOT NULL,
      ordinal  INTEGER NOT NULL,
      row      TEXT NOT NULL,
      PRIMARY KEY (calendar, ordinal)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',1,'{"ordinal": 1, "href": "/kim/training/s1-3a46b30bb5a7.ics", "uid": "s1@3a46b30bb5a7.overload", "etag": "\"17\"", "base": "20261124T170000Z/20261124T180000Z/b7afb9188e66/be1f2b34ae67/0", "mark": "20261124T170000Z/20261124T180000Z/b7afb9188e66/be1f2b34ae67/0/0ea2fb90/3/2/1", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261124T170000Z\r\nDTEND:20261124T180000Z\r\nSUMMARY:Push: floor press 16\\, press 6 kg\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261124T170000Z/20261124T180000Z/b7afb9188e66/be1f2b34ae67/0/\r\n 0ea2fb90/3/2/1\r\nDESCRIPTION:Dumbbell floor press 16 kg: 8\\, 8\\, 8\\, 8 or more\\, rest 2:00\\n\r\n Dumbbell press 6 kg: 8\\, 8\\, 8 or more\\, rest 2:00\\nDeficit push-up bodywe\r\n ight: 8\\, 8\\, 8 or more\\, rest 1:30\\nA1 and A2 in turns\\, a set of each:\\n\r\n A1 Lateral raise 6 kg: 12\\, 12\\, 12\\, 12 or more\\, rest 0:30 after set 1-2\r\n \\, 1:00 after set 3-4\\nA2 Reverse crunch bodyweight: 8\\, 8 or more\\, res\r\n t 0:30\\nOverhead triceps extension 16 kg: 10\\, 10\\, 10 or more\\, rest 1:15\r\n \\nDumbbell floor fly 6 kg: 10\\, 10 or more\\, rest 1:00\\n\\nFloor press\\, de\r\n ficit push-up\\, lateral raise\\, reverse crunch and floor fly\\, last set: a\r\n s far as good form goes.\\nPress and overhead triceps extension\\, last set\r\n : until one good rep is left.\\n\\nWarm-up: Two or three minutes of brisk st\r\n eps\\, arm circles\\, squats and hip hinges. Then light sets: incline push-u\r\n p bodyweight: 1 x 10\\, press 6 kg: 1 x 8.\\n\\nMoved here in your calendar f\r\n rom Mon 23 Nov.\\n\\nSession s1\\n\\n--- Your own notes go below this line ---\r\nUID:s1@3a46b30bb5a7.overload\r\nLOCATION:home\r\nCATEGORIES:Push,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "is_by_hand": true}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',2,'{"ordinal": 2, "href": "/kim/training/s2-3a46b30bb5a7.ics", "uid": "s2@3a46b30bb5a7.overload", "etag": "\"14\"", "base": "20261125T170000Z/20261125T180500Z/f16807dc6224/3aaa8058e862/0", "mark": "20261125T170000Z/20261125T180500Z/ff31e683609b/3aaa8058e862/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s2@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261125T170000Z\r\nDTEND:20261125T180500Z\r\nSUMMARY:With Ida\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261125T170000Z/20261125T180500Z/ff31e683609b/3aaa8058e862/0/0ea2fb90/0/1/0\r\nDESCRIPTION:Dumbbell deadlift 16 kg: 8\\, 8\\, 8 or more\\, rest 2:30\\nPull-up bodyweight: 5\\, 5\\, 5 or more\\, rest 2:30\\nDumbbell row 16 kg: 8\\, 8\\, 8 or more\\, each side\\, rest 2:00\\nDumbbell shrug 16 kg: 10\\, 10\\, 10 or more\\, rest 1:30\\nReverse dumbbell fly 6 kg: 12\\, 12\\, 12 or more\\, rest 1:30\\nDumbbell curl 6 kg: 8\\, 8\\, 8 or more\\, rest 1:15\\nHammer curl 6 kg: 10\\, 10 or more\\, rest 1:00\\n\\nDeadlift\\, last set: until one good rep is left.\\nPull-up\\, row\\, shrug\\, reverse fly\\, curl and hammer curl\\, last set: as far as good form goes.\\n\\nWarm-up: Two or three minutes of brisk steps\\, arm circles\\, squats and hip hinges (or kettlebell swings). Then light sets: deadlift\\, row and press 6 kg: 1 x 10.\\n\\nDeadlift\\, row: Nothing is known yet\\, so 16 kg is a cautious first load: use one you can lift 8-12 times.\\nPull-up: Nothing is known yet\\, so bodyweight is a cautious first load: use one you can lift 5-10 times.\\n\\nSession s2\\n\\n--- Your own notes go below this line ---\r\nLOCATION:home\r\nCATEGORIES:Pull,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "title": "With Ida"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',3,'{"ordinal": 3, "href": "/kim/training/s3-3a46b30bb5a7.ics", "uid": "s3@3a46b30bb5a7.overload", "state": "dead", "etag": "\"3\"", "base": "20261127T170000Z/20261127T175500Z/3c1149bb1ab8/b2b29722d186/0", "mark": "20261127T170000Z/20261127T175500Z/3c1149bb1ab8/b2b29722d186/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s3@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261127T170000Z\r\nDTEND:20261127T175500Z\r\nSUMMARY:Legs: bulgarian split squat 6\\, romanian deadlift 16 kg\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261127T170000Z/20261127T175500Z/3c1149bb1ab8/b2b29722d186/0/\r\n 0ea2fb90/0/1/0\r\nDESCRIPTION:Bulgarian split squat 6 kg: 8\\, 8\\, 8 or more\\, each side\\, res\r\n t 1:30\\nRomanian deadlift 16 kg: 8\\, 8\\, 8 or more\\, rest 2:00\\nA1 and A\r\n 2 in turns\\, a set of each:\\nA1 Heels-raised goblet squat 16 kg: 10\\, 10\\\r\n , 10 or more\\, rest 1:00\\nA2 Sliding leg curl bodyweight: 6\\, 6\\, 6 or mor\r\n e\\, rest 1:00\\nB1 and B2 in turns\\, a set of each:\\nB1 Single-leg calf rai\r\n se bodyweight: 8\\, 8\\, 8\\, 8\\, 8 or more\\, each side\\, rest 0:30 after se\r\n t 1-4\\, 1:00 after set 5\\nB2 Hanging knee raise bodyweight: 8\\, 8\\, 8\\\r\n , 8 or more\\, rest 0:30\\n\\nBulgarian split squat\\, heels-raised goblet squ\r\n at\\, sliding leg curl\\, single-leg calf raise and hanging knee raise\\, las\r\n t set: as far as good form goes.\\nRomanian deadlift\\, last set: until on\r\n e good rep is left.\\n\\nWarm-up: Two or three minutes of brisk steps\\, ar\r\n m circles\\, squats and hip hinges. Then light sets: goblet squat\\, romania\r\n n deadlift and calf raise 6 kg: 1 x 10.\\n\\nSession s3\\n\\n--- Your own note\r\n s go below this line ---\r\nLOCATION:home\r\nCATEGORIES:Legs,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',4,'{"ordinal": 4, "href": "/kim/training/s4-3a46b30bb5a7.ics", "uid": "s4@3a46b30bb5a7.overload", "etag": "\"16\"", "base": "20261130T170000Z/20261130T180000Z/410af0b64dc4/f796c62b548d/0", "mark": "20261130T170000Z/20261130T180000Z/410af0b64dc4/f796c62b548d/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s4@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261130T170000Z\r\nDTEND:20261130T180000Z\r\nSUMMARY:Push: floor press\\, press\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261130T170000Z/20261130T180000Z/410af0b64dc4/f796c62b548d/0/0ea2fb90/0/1/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets done as asked.\\n\\nDumbbell floor press 16 kg: 8\\, 8\\, 8\\, 8 or more\\, rest 2:00\\nDumbbell press 6 kg: 8\\, 8\\, 8 or more\\, rest 2:00\\nDeficit push-up bodyweight: 8\\, 8\\, 8 or more\\, rest 1:30\\nA1 and A2 in turns\\, a set of each:\\nA1 Lateral raise 6 kg: 12\\, 12\\, 12\\, 12 or more\\, rest 0:30 after set 1-2\\, 1:00 after set 3-4\\nA2 Reverse crunch bodyweight: 8\\, 8 or more\\, rest 0:30\\nOverhead triceps extension 16 kg: 10\\, 10\\, 10 or more\\, rest 1:15\\nDumbbell floor fly 6 kg: 10\\, 10 or more\\, rest 1:00\\n\\nFloor press\\, deficit push-up\\, lateral raise\\, reverse crunch and floor fly\\, last set: as far as good form goes.\\nPress and overhead triceps extension\\, last set: until one good rep is left.\\n\\nWarm-up: Two or three minutes of brisk steps\\, arm circles\\, squats and hip hinges. Then light sets: incline push-up bodyweight: 1 x 10\\, press 6 kg: 1 x 8.\\n\\nSession s4\\n\\n--- Your own notes go below this line ---\\nbring the belt\r\nLOCATION:home\r\nCATEGORIES:Push,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "below": "bring the belt"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',5,'{"ordinal": 5, "href": "/kim/training/s5-3a46b30bb5a7.ics", "uid": "s5@3a46b30bb5a7.overload", "etag": "\"5\"", "base": "20261202T170000Z/20261202T180500Z/3ecc6692b19f/f39311f46b75/0", "mark": "20261202T170000Z/20261202T180500Z/3ecc6692b19f/f39311f46b75/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s5@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261202T170000Z\r\nDTEND:20261202T180500Z\r\nSUMMARY:Pull: deadlift\\, row\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261202T170000Z/20261202T180500Z/3ecc6692b19f/f39311f46b75/0/\r\n 0ea2fb90/0/1/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nDumbbell deadlift 16 kg: 8\\, 8\\, 8 or more\\, rest 2:30\\nPul\r\n l-up bodyweight: 5\\, 5\\, 5 or more\\, rest 2:30\\nDumbbell row 16 kg: 8\\, 8\\\r\n , 8 or more\\, each side\\, rest 2:00\\nDumbbell shrug 16 kg: 10\\, 10\\, 10 o\r\n r more\\, rest 1:30\\nReverse dumbbell fly 6 kg: 12\\, 12\\, 12 or more\\, res\r\n t 1:30\\nDumbbell curl 6 kg: 8\\, 8\\, 8 or more\\, rest 1:15\\nHammer curl 6 k\r\n g: 10\\, 10 or more\\, rest 1:00\\n\\nDeadlift\\, last set: until one good re\r\n p is left.\\nPull-up\\, row\\, shrug\\, reverse fly\\, curl and hammer curl\\, l\r\n ast set: as far as good form goes.\\n\\nWarm-up: Two or three minutes of bri\r\n sk steps\\, arm circles\\, squats and hip hinges (or kettlebell swings). The\r\n n light sets: deadlift\\, row and press 6 kg: 1 x 10.\\n\\nDeadlift\\, row: Ab\r\n out 24 kg for one after 8\\, 8\\, 8 at 16 kg: 8\\, 8\\, 8 at 16 kg.\\nPull-up\r\n : About 0 kg for one after 5\\, 5\\, 5 at bodyweight: 5\\, 5\\, 5 at bodyweigh\r\n t.\\n\\nSession s5\\n\\n--- Your own notes go below this line ---\r\nLOCATION:home\r\nCATEGORIES:Pull,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',6,'{"ordinal": 6, "href": "/kim/training/s6-3a46b30bb5a7.ics", "uid": "s6@3a46b30bb5a7.overload", "etag": "\"18\"", "base": "20261204T170000Z/20261204T175500Z/3c1149bb1ab8/540f02493498/0", "mark": "20261204T170000Z/20261204T175500Z/3c1149bb1ab8/540f02493498/0/0ea2fb90/3/2/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261204T170000Z\r\nDTEND:20261204T175500Z\r\nSUMMARY:Legs: bulgarian split squat 6\\, romanian deadlift 16 kg\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261204T170000Z/20261204T175500Z/3c1149bb1ab8/540f02493498/0/\r\n 0ea2fb90/3/2/0\r\nDESCRIPTION:Bulgarian split squat 6 kg: 8\\, 8\\, 8 or more\\, each side\\, res\r\n t 1:30\\nRomanian deadlift 16 kg: 8\\, 8\\, 8 or more\\, rest 2:00\\nA1 and A\r\n 2 in turns\\, a set of each:\\nA1 Heels-raised goblet squat 16 kg: 10\\, 10\\\r\n , 10 or more\\, rest 1:00\\nA2 Sliding leg curl bodyweight: 6\\, 6\\, 6 or mor\r\n e\\, rest 1:00\\nB1 and B2 in turns\\, a set of each:\\nB1 Single-leg calf rai\r\n se bodyweight: 8\\, 8\\, 8\\, 8\\, 8 or more\\, each side\\, rest 0:30 after se\r\n t 1-4\\, 1:00 after set 5\\nB2 Hanging knee raise bodyweight: 8\\, 8\\, 8\\\r\n , 8 or more\\, rest 0:30\\n\\nBulgarian split squat\\, heels-raised goblet squ\r\n at\\, sliding leg curl\\, single-leg calf raise and hanging knee raise\\, las\r\n t set: as far as good form goes.\\nRomanian deadlift\\, last set: until on\r\n e good rep is left.\\n\\nWarm-up: Two or three minutes of brisk steps\\, ar\r\n m circles\\, squats and hip hinges. Then light sets: goblet squat\\, romania\r\n n deadlift and calf raise 6 kg: 1 x 10.\\n\\nSession s6\\n\\n--- Your own note\r\n s go below this line ---\r\nUID:s6@3a46b30bb5a7.overload\r\nLOCATION:home\r\nCATEGORIES:Legs,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',7,'{"ordinal": 7, "href": "/kim/training/s7-3a46b30bb5a7.ics", "uid": "s7@3a46b30bb5a7.overload", "etag": "\"7\"", "base": "20261207T170000Z/20261207T180000Z/410af0b64dc4/f65f275ace82/0", "mark": "20261207T170000Z/20261207T180000Z/410af0b64dc4/f65f275ace82/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s7@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261207T170000Z\r\nDTEND:20261207T180000Z\r\nSUMMARY:Push: floor press\\, press\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261207T170000Z/20261207T180000Z/410af0b64dc4/f65f275ace82/0/\r\n 0ea2fb90/0/1/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nDumbbell floor press 16 kg: 12\\, 12\\, 11\\, 10 or more\\, res\r\n t 2:00\\nDumbbell press 6 kg: 12\\, 12\\, 11 or more\\, rest 2:00\\nDeficit pus\r\n h-up bodyweight: 12\\, 12\\, 11 or more\\, rest 1:30\\nA1 and A2 in turns\\\r\n , a set of each:\\nA1 Lateral raise 6 kg: 17\\, 17\\, 15\\, 14 or more\\, res\r\n t 0:30 after set 1-2\\, 1:00 after set 3-4\\nA2 Reverse crunch bodyweight: 1\r\n 2\\, 12 or more\\, rest 0:30\\nOverhead triceps extension 16 kg: 14\\, 14\\, 1\r\n 3 or more\\, rest 1:15\\nDumbbell floor fly 6 kg: 14\\, 14 or more\\, rest 1:0\r\n 0\\n\\nFloor press\\, deficit push-up\\, lateral raise\\, reverse crunch and fl\r\n oor fly\\, last set: as far as good form goes.\\nPress and overhead tricep\r\n s extension\\, last set: until one good rep is left.\\n\\nWarm-up: Two or thr\r\n ee minutes of brisk steps\\, arm circles\\, squats and hip hinges. Then ligh\r\n t sets: incline push-up bodyweight: 1 x 10\\, press 6 kg: 1 x 8.\\n\\nSessio\r\n n s7\\n\\n--- Your own notes go below this line ---\r\nLOCATION:home\r\nCATEGORIES:Push,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',8,'{"ordinal": 8, "href": "/kim/training/s8-3a46b30bb5a7.ics", "uid": "s8@3a46b30bb5a7.overload", "etag": "\"8\"", "base": "20261209T170000Z/20261209T180500Z/3ecc6692b19f/4e7b522500da/0", "mark": "20261209T170000Z/20261209T180500Z/3ecc6692b19f/4e7b522500da/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s8@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261209T170000Z\r\nDTEND:20261209T180500Z\r\nSUMMARY:Pull: deadlift\\, row\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261209T170000Z/20261209T180500Z/3ecc6692b19f/4e7b522500da/0/\r\n 0ea2fb90/0/1/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nDumbbell deadlift 16 kg: 12\\, 12\\, 11 or more\\, rest 2:30\\n\r\n Pull-up bodyweight: 9\\, 9\\, 8 or more\\, rest 2:30\\nDumbbell row 16 kg: 12\\\r\n , 12\\, 11 or more\\, each side\\, rest 2:00\\nDumbbell shrug 16 kg: 14\\, 14\\\r\n , 13 or more\\, rest 1:30\\nReverse dumbbell fly 6 kg: 17\\, 17\\, 15 or more\\\r\n , rest 1:30\\nDumbbell curl 6 kg: 12\\, 12\\, 11 or more\\, rest 1:15\\nHamme\r\n r curl 6 kg: 14\\, 14 or more\\, rest 1:00\\n\\nDeadlift\\, last set: until on\r\n e good rep is left.\\nPull-up\\, row\\, shrug\\, reverse fly\\, curl and hamme\r\n r curl\\, last set: as far as good form goes.\\n\\nWarm-up: Two or three minu\r\n tes of brisk steps\\, arm circles\\, squats and hip hinges (or kettlebell sw\r\n ings). Then light sets: deadlift\\, row and press 6 kg: 1 x 10.\\n\\nDeadlift\r\n \\, row: About 27 kg for one after 8\\, 8\\, 8 at 16 kg: 12\\, 12\\, 11 at 16 k\r\n g.\\nPull-up: About 0 kg for one after 5\\, 5\\, 5 at bodyweight: 9\\, 9\\, 8 a\r\n t bodyweight.\\n\\nSession s8\\n\\n--- Your own notes go below this line ---\r\nLOCATION:home\r\nCATEGORIES:Pull,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',9,'{"ordinal": 9, "href": "/kim/training/s9-3a46b30bb5a7.ics", "uid": "s9@3a46b30bb5a7.overload", "etag": "\"19\"", "base": "20261211T170000Z/20261211T175500Z/cb8ce89bba3b/bf79b9f5d08f/0", "mark": "20261211T170000Z/20261211T175500Z/cb8ce89bba3b/bf79b9f5d08f/0/0ea2fb90/3/2/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261211T170000Z\r\nDTEND:20261211T175500Z\r\nSUMMARY:Legs: bulgarian split squat\\, romanian deadlift\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261211T170000Z/20261211T175500Z/cb8ce89bba3b/bf79b9f5d08f/0/\r\n 0ea2fb90/3/2/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nBulgarian split squat 6 kg: 8\\, 8\\, 8 or more\\, each side\\\r\n , rest 1:30\\nRomanian deadlift 16 kg: 8\\, 8\\, 8 or more\\, rest 2:00\\nA1 an\r\n d A2 in turns\\, a set of each:\\nA1 Heels-raised goblet squat 16 kg: 10\\, 1\r\n 0\\, 10 or more\\, rest 1:00\\nA2 Sliding leg curl bodyweight: 6\\, 6\\, 6 or m\r\n ore\\, rest 1:00\\nB1 and B2 in turns\\, a set of each:\\nB1 Single-leg calf r\r\n aise bodyweight: 8\\, 8\\, 8\\, 8\\, 8 or more\\, each side\\, rest 0:30 after s\r\n et 1-4\\, 1:00 after set 5\\nB2 Hanging knee raise bodyweight: 8\\, 8\\, 8\\\r\n , 8 or more\\, rest 0:30\\n\\nBulgarian split squat\\, heels-raised goblet squ\r\n at\\, sliding leg curl\\, single-leg calf raise and hanging knee raise\\, las\r\n t set: as far as good form goes.\\nRomanian deadlift\\, last set: until on\r\n e good rep is left.\\n\\nWarm-up: Two or three minutes of brisk steps\\, ar\r\n m circles\\, squats and hip hinges. Then light sets: goblet squat\\, romania\r\n n deadlift and calf raise 6 kg: 1 x 10.\\n\\nSession s9\\n\\n--- Your own note\r\n s go below this line ---\r\nUID:s9@3a46b30bb5a7.overload\r\nLOCATION:home\r\nCATEGORIES:Legs,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',10,'{"ordinal": 10, "href": "/kim/training/s10-3a46b30bb5a7.ics", "uid": "s10@3a46b30bb5a7.overload", "etag": "\"10\"", "base": "20261214T170000Z/20261214T180000Z/410af0b64dc4/7215c5508fc6/0", "mark": "20261214T170000Z/20261214T180000Z/410af0b64dc4/7215c5508fc6/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s10@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261214T170000Z\r\nDTEND:20261214T180000Z\r\nSUMMARY:Push: floor press\\, press\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261214T170000Z/20261214T180000Z/410af0b64dc4/7215c5508fc6/0/\r\n 0ea2fb90/0/1/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nDumbbell floor press 16 kg: 17\\, 17\\, 17\\, 15 or more\\, res\r\n t 2:00\\nDumbbell press 6 kg: 17\\, 17\\, 17 or more\\, rest 2:00\\nDeficit pus\r\n h-up bodyweight: 17\\, 17\\, 17 or more\\, rest 1:30\\nA1 and A2 in turns\\\r\n , a set of each:\\nA1 Lateral raise 6 kg: 22\\, 22\\, 21\\, 20 or more\\, res\r\n t 0:30 after set 1-2\\, 1:00 after set 3-4\\nA2 Reverse crunch bodyweight: 1\r\n 7\\, 17 or more\\, rest 0:30\\nOverhead triceps extension 16 kg: 19\\, 19\\, 1\r\n 9 or more\\, rest 1:15\\nDumbbell floor fly 6 kg: 19\\, 19 or more\\, rest 1:0\r\n 0\\n\\nFloor press\\, deficit push-up\\, lateral raise\\, reverse crunch and fl\r\n oor fly\\, last set: as far as good form goes.\\nPress and overhead tricep\r\n s extension\\, last set: until one good rep is left.\\n\\nWarm-up: Two or thr\r\n ee minutes of brisk steps\\, arm circles\\, squats and hip hinges. Then ligh\r\n t sets: incline push-up bodyweight: 1 x 10\\, press 6 kg: 1 x 8.\\n\\nSessio\r\n n s10\\n\\n--- Your own notes go below this line ---\r\nLOCATION:home\r\nCATEGORIES:Push,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',11,'{"ordinal": 11, "href": "/kim/training/s11-3a46b30bb5a7.ics", "uid": "s11@3a46b30bb5a7.overload", "etag": "\"11\"", "base": "20261216T170000Z/20261216T180500Z/3ecc6692b19f/38365e09784f/0", "mark": "20261216T170000Z/20261216T180500Z/3ecc6692b19f/38365e09784f/0/0ea2fb90/0/1/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nUID:s11@3a46b30bb5a7.overload\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261216T170000Z\r\nDTEND:20261216T180500Z\r\nSUMMARY:Pull: deadlift\\, row\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261216T170000Z/20261216T180500Z/3ecc6692b19f/38365e09784f/0/\r\n 0ea2fb90/0/1/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nDumbbell deadlift 16 kg: 17\\, 17\\, 17 or more\\, rest 2:30\\n\r\n Pull-up bodyweight: 13\\, 13\\, 13 or more\\, rest 2:30\\nDumbbell row 16 kg\r\n : 17\\, 17\\, 17 or more\\, each side\\, rest 2:00\\nDumbbell shrug 16 kg: 19\\\r\n , 19\\, 19 or more\\, rest 1:30\\nReverse dumbbell fly 6 kg: 22\\, 22\\, 21 o\r\n r more\\, rest 1:30\\nDumbbell curl 6 kg: 17\\, 17\\, 17 or more\\, rest 1:15\\n\r\n Hammer curl 6 kg: 19\\, 19 or more\\, rest 1:00\\n\\nDeadlift\\, last set: unti\r\n l one good rep is left.\\nPull-up\\, row\\, shrug\\, reverse fly\\, curl and ha\r\n mmer curl\\, last set: as far as good form goes.\\n\\nWarm-up: Two or three m\r\n inutes of brisk steps\\, arm circles\\, squats and hip hinges (or kettlebel\r\n l swings). Then light sets: deadlift\\, row and press 6 kg: 1 x 10.\\n\\nDead\r\n lift\\, row: About 31 kg for one after 12\\, 12\\, 11 at 16 kg: 17\\, 17\\, 1\r\n 7 at 16 kg.\\nPull-up: About 0 kg for one after 9\\, 9\\, 8 at bodyweight: 13\r\n \\, 13\\, 13 at bodyweight.\\n\\nSession s11\\n\\n--- Your own notes go below th\r\n is line ---\r\nLOCATION:home\r\nCATEGORIES:Pull,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
INSERT INTO "calendar_events" VALUES('http://127.0.0.1:1/kim/training/',12,'{"ordinal": 12, "href": "/kim/training/s12-3a46b30bb5a7.ics", "uid": "s12@3a46b30bb5a7.overload", "etag": "\"20\"", "base": "20261218T170000Z/20261218T175500Z/cb8ce89bba3b/d6676c0f2f52/0", "mark": "20261218T170000Z/20261218T175500Z/cb8ce89bba3b/d6676c0f2f52/0/0ea2fb90/3/2/0", "text": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//overload//training//EN\r\nBEGIN:VEVENT\r\nDTSTAMP:20261123T040000Z\r\nLAST-MODIFIED:20261123T040000Z\r\nSEQUENCE:0\r\nDTSTART:20261218T170000Z\r\nDTEND:20261218T175500Z\r\nSUMMARY:Legs: bulgarian split squat\\, romanian deadlift\r\nSTATUS:CONFIRMED\r\nX-WRITTEN-AS:20261218T170000Z/20261218T175500Z/cb8ce89bba3b/d6676c0f2f52/0/\r\n 0ea2fb90/3/2/0\r\nDESCRIPTION:Forecast: these numbers assume that what comes before gets don\r\n e as asked.\\n\\nBulgarian split squat 6 kg: 12\\, 12\\, 11 or more\\, each sid\r\n e\\, rest 1:30\\nRomanian deadlift 16 kg: 12\\, 12\\, 11 or more\\, rest 2:00\\n\r\n A1 and A2 in turns\\, a set of each:\\nA1 Heels-raised goblet squat 16 kg: 1\r\n 4\\, 14\\, 13 or more\\, rest 1:00\\nA2 Sliding leg curl bodyweight: 10\\, 10\\\r\n , 9 or more\\, rest 1:00\\nB1 and B2 in turns\\, a set of each:\\nB1 Single-le\r\n g calf raise bodyweight: 12\\, 12\\, 11\\, 10\\, 9 or more\\, each side\\, res\r\n t 0:30 after set 1-4\\, 1:00 after set 5\\nB2 Hanging knee raise bodyweight\r\n : 12\\, 12\\, 11\\, 10 or more\\, rest 0:30\\n\\nBulgarian split squat\\, heels-r\r\n aised goblet squat\\, sliding leg curl\\, single-leg calf raise and hangin\r\n g knee raise\\, last set: as far as good form goes.\\nRomanian deadlift\\, la\r\n st set: until one good rep is left.\\n\\nWarm-up: Two or three minutes of br\r\n isk steps\\, arm circles\\, squats and hip hinges. Then light sets: goblet s\r\n quat\\, romanian deadlift and calf raise 6 kg: 1 x 10.\\n\\nSession s12\\n\\n--\r\n - Your own notes go below this line ---\r\nUID:s12@3a46b30bb5a7.overload\r\nLOCATION:home\r\nCATEGORIES:Legs,Training\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}');
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
INSERT INTO "decisions" VALUES(1,'2026-11-23T04:00:00+00:00','move',1,'2026-11-24T18:00:00',NULL,'in your calendar',NULL,'');
INSERT INTO "decisions" VALUES(2,'2026-11-23T04:00:00+00:00','note',4,NULL,NULL,'bring the belt',NULL,'');
INSERT INTO "decisions" VALUES(3,'2026-11-23T04:00:00+00:00','skip',3,NULL,NULL,'in your calendar',NULL,'');
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
CREATE TABLE imported (
      row      TEXT PRIMARY KEY,
      entry_id INTEGER NOT NULL REFERENCES entries (id)
    ) STRICT, WITHOUT ROWID
    ;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('caldav.bookmark http://127.0.0.1:1/kim/training/','["0/16", "2026-11-23"]');
INSERT INTO "meta" VALUES('caldav.status','{"tried": "2026-11-23T04:00:00+00:00", "done": "2026-11-23T04:00:00+00:00"}');
INSERT INTO "meta" VALUES('caldav.taken','[{"at": "2026-11-23T04:00:00+00:00", "words": "s1 Push moved to Tue 24 Nov 18:00, as in your calendar", "decision": 1, "entries": [], "asks": false}, {"at": "2026-11-23T04:00:00+00:00", "words": "s4 Push: your note is kept", "decision": 2, "entries": [], "asks": false}, {"at": "2026-11-23T04:00:00+00:00", "words": "s3 Legs was taken out of your calendar: skipped", "decision": 3, "entries": [], "asks": false}]');
INSERT INTO "meta" VALUES('decided.after','{"1": 0, "2": 0, "3": 0}');
INSERT INTO "meta" VALUES('feed-choices.training','48c9e1587cd5a088a67c19f0261024513a7a69be3ca1dc3e9c7f96410684d25e');
INSERT INTO "meta" VALUES('feed.training','248ab7d411770af424a1320dd40480b00c75581a02f153f00c5271025a08510b f83e56f531385a163a6ca13f74a8eaa8fdfb496bec018d9da71128afdf631df2');
INSERT INTO "meta" VALUES('published-decision','3');
INSERT INTO "meta" VALUES('settled','{"digest": "827e9bf0949bcf7adbb6387027d6eca0", "modes": {"training": 384}, "outside": [], "since": "2026-11-23T04:00:00+00:00", "until": "2026-11-23T23:00:00+00:00", "watched": [], "zone": "Europe/Stockholm"}');
CREATE TABLE placements (
      ordinal INTEGER PRIMARY KEY,
      key     TEXT NOT NULL,
      day     TEXT NOT NULL,
      start   TEXT NOT NULL,
      minutes INTEGER NOT NULL,
      place   TEXT NOT NULL DEFAULT '',
      status  TEXT NOT NULL,
      zone    TEXT NOT NULL DEFAULT ''
    , change TEXT NOT NULL DEFAULT '', workout TEXT NOT NULL DEFAULT '') STRICT
    ;
INSERT INTO "placements" VALUES(1,'2026-W48:0','push','2026-11-24T18:00:00',60,'home','planned','Europe/Stockholm','Moved here in your calendar from Mon 23 Nov','push');
INSERT INTO "placements" VALUES(2,'2026-W48:1','back','2026-11-25T18:00:00',65,'home','planned','Europe/Stockholm','','pull');
INSERT INTO "placements" VALUES(3,'2026-W48:2','legs','2026-11-27T18:00:00',55,'home','cancelled','Europe/Stockholm','skipped in your calendar','legs');
INSERT INTO "placements" VALUES(4,'2026-W49:0','push','2026-11-30T18:00:00',60,'home','planned','Europe/Stockholm','','push');
INSERT INTO "placements" VALUES(5,'2026-W49:1','back','2026-12-02T18:00:00',65,'home','planned','Europe/Stockholm','','pull');
INSERT INTO "placements" VALUES(6,'2026-W49:2','legs','2026-12-04T18:00:00',55,'home','planned','Europe/Stockholm','','legs');
INSERT INTO "placements" VALUES(7,'2026-W50:0','push','2026-12-07T18:00:00',60,'home','planned','Europe/Stockholm','','push');
INSERT INTO "placements" VALUES(8,'2026-W50:1','back','2026-12-09T18:00:00',65,'home','planned','Europe/Stockholm','','pull');
INSERT INTO "placements" VALUES(9,'2026-W50:2','legs','2026-12-11T18:00:00',55,'home','planned','Europe/Stockholm','','legs');
INSERT INTO "placements" VALUES(10,'2026-W51:0','push','2026-12-14T18:00:00',60,'home','planned','Europe/Stockholm','','push');
INSERT INTO "placements" VALUES(11,'2026-W51:1','back','2026-12-16T18:00:00',65,'home','planned','Europe/Stockholm','','pull');
INSERT INTO "placements" VALUES(12,'2026-W51:2','legs','2026-12-18T18:00:00',55,'home','planned','Europe/Stockholm','','legs');
CREATE TABLE revisions (
      feed     TEXT NOT NULL,
      ordinal  INTEGER NOT NULL,
      digest   TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      stamped  TEXT NOT NULL,
      PRIMARY KEY (feed, ordinal)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "revisions" VALUES('training',1,'f86a56c68763a941ecaafe1f59329408257f9c948165001e8ff4ec056d726d42',1,'2026-11-23T04:00:01+00:00');
INSERT INTO "revisions" VALUES('training',2,'b7cac3dd0daab41c9a9be91d59a49d6719543d08cb85455e5d0f3d5d364a83e9',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',3,'54d4d0123f9b353dc0b58d79a8f75164ad7d2e92ab6c0e6ab2eaf257e8599220',1,'2026-11-23T04:00:01+00:00');
INSERT INTO "revisions" VALUES('training',4,'7c5d2a77886aff244e302a8f6fdc0cd2f3b43fa76b281ce7a5b085467ff30373',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',5,'83fb51b9e371dac2393822ea02d9c55c3a7da6996a61ec6867e8f2d7611ad6d4',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',6,'3da9220ad1264cb7b88cb64837f622f13d7ebb25cb3341e7672e1dd56e5ddaf9',1,'2026-11-23T04:00:01+00:00');
INSERT INTO "revisions" VALUES('training',7,'08e605db56fbfdd3847bbd0a5254e22e2cd9afeee79726f2962f3c72ce861e5b',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',8,'de26943a7e8842e7175afde0eb662331719c1e5f0f358f804bf2f23ef8828104',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',9,'fb8606129d21ad32b2b7460b845ed6ef553033da9b31a45023ee61ce727aa588',1,'2026-11-23T04:00:01+00:00');
INSERT INTO "revisions" VALUES('training',10,'7059ed529c4e5474e1b11b128ac91decfb71413f6f68291cc7c1905aa4de0192',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',11,'b157d6847f8d580aaa232cd01fdb502dc530bb575025e75ca654b0dbd9917fc6',0,'2026-11-23T04:00:00+00:00');
INSERT INTO "revisions" VALUES('training',12,'c7b81c299a2b1ff48797a02ce4bdf91ae9b4c5dc121c4a3f2c4b37e43a79f18f',1,'2026-11-23T04:00:01+00:00');
CREATE TABLE runs (
      id        INTEGER PRIMARY KEY,
      started   TEXT NOT NULL,
      digest    TEXT NOT NULL,
      placed    INTEGER NOT NULL,
      moved     INTEGER NOT NULL,
      cancelled INTEGER NOT NULL,
      problems  TEXT NOT NULL,
      seconds   REAL NOT NULL
    , told TEXT NOT NULL DEFAULT '[]') STRICT
    ;
INSERT INTO "runs" VALUES(1,'2026-11-23T04:00:00+00:00','c6ad6652577478f13c66c3485c561e71',12,0,0,'[]',0.0,'[]');
INSERT INTO "runs" VALUES(2,'2026-11-23T04:00:00+00:00','827e9bf0949bcf7adbb6387027d6eca0',0,1,1,'[]',0.0,'["s1 Push moved to Tue 24 Nov 18:00, as in your calendar", "s4 Push: your note is kept", "s3 Legs was taken out of your calendar: skipped"]');
CREATE TABLE sets (
      entry_id INTEGER NOT NULL REFERENCES entries (id),
      position INTEGER NOT NULL CHECK (position > 0),
      reps     INTEGER NOT NULL CHECK (reps >= 0),
      amount   TEXT NOT NULL,
      unit     TEXT NOT NULL CHECK (unit IN ('kg', 'lb')),
      aid      TEXT NOT NULL DEFAULT '',
      rir      TEXT,
      side     TEXT NOT NULL DEFAULT '', left_out INTEGER CHECK (left_out = 0 OR (left_out = 1 AND reps = 0)), measure TEXT NOT NULL DEFAULT 'reps' CHECK (measure IN ('reps', 'seconds', 'metres')), kind TEXT NOT NULL DEFAULT 'work' CHECK (kind <> ''),
      PRIMARY KEY (entry_id, position)
    ) STRICT, WITHOUT ROWID
    ;
CREATE TABLE shown_before (
      decision INTEGER NOT NULL REFERENCES decisions (id),
      ordinal  INTEGER NOT NULL,
      start    TEXT NOT NULL,
      PRIMARY KEY (decision, ordinal)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "shown_before" VALUES(1,1,'2026-11-23T18:00:00');
INSERT INTO "shown_before" VALUES(1,2,'2026-11-25T18:00:00');
INSERT INTO "shown_before" VALUES(1,3,'2026-11-27T18:00:00');
INSERT INTO "shown_before" VALUES(1,4,'2026-11-30T18:00:00');
INSERT INTO "shown_before" VALUES(1,5,'2026-12-02T18:00:00');
INSERT INTO "shown_before" VALUES(1,6,'2026-12-04T18:00:00');
INSERT INTO "shown_before" VALUES(1,7,'2026-12-07T18:00:00');
INSERT INTO "shown_before" VALUES(1,8,'2026-12-09T18:00:00');
INSERT INTO "shown_before" VALUES(1,9,'2026-12-11T18:00:00');
INSERT INTO "shown_before" VALUES(1,10,'2026-12-14T18:00:00');
INSERT INTO "shown_before" VALUES(1,11,'2026-12-16T18:00:00');
INSERT INTO "shown_before" VALUES(1,12,'2026-12-18T18:00:00');
INSERT INTO "shown_before" VALUES(2,1,'2026-11-23T18:00:00');
INSERT INTO "shown_before" VALUES(2,2,'2026-11-25T18:00:00');
INSERT INTO "shown_before" VALUES(2,3,'2026-11-27T18:00:00');
INSERT INTO "shown_before" VALUES(2,4,'2026-11-30T18:00:00');
INSERT INTO "shown_before" VALUES(2,5,'2026-12-02T18:00:00');
INSERT INTO "shown_before" VALUES(2,6,'2026-12-04T18:00:00');
INSERT INTO "shown_before" VALUES(2,7,'2026-12-07T18:00:00');
INSERT INTO "shown_before" VALUES(2,8,'2026-12-09T18:00:00');
INSERT INTO "shown_before" VALUES(2,9,'2026-12-11T18:00:00');
INSERT INTO "shown_before" VALUES(2,10,'2026-12-14T18:00:00');
INSERT INTO "shown_before" VALUES(2,11,'2026-12-16T18:00:00');
INSERT INTO "shown_before" VALUES(2,12,'2026-12-18T18:00:00');
INSERT INTO "shown_before" VALUES(3,1,'2026-11-23T18:00:00');
INSERT INTO "shown_before" VALUES(3,3,'2026-11-27T18:00:00');
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
CREATE TRIGGER bodyweights_are_not_changed BEFORE UPDATE ON bodyweights
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER bodyweights_are_not_deleted BEFORE DELETE ON bodyweights
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER bodyweights_are_not_overwritten BEFORE INSERT ON bodyweights
    WHEN EXISTS (SELECT 1 FROM bodyweights WHERE id = NEW.id OR takes_back = NEW.takes_back)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
COMMIT;
PRAGMA user_version=10;
PRAGMA application_id=242289365;
