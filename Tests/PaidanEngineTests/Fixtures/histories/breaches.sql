PRAGMA application_id = 1346658670;
PRAGMA user_version = 6;
BEGIN TRANSACTION;
CREATE TABLE access_log (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    person BLOB NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE account_log (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('tokenMade', 'tokenRevoked', 'branchAdded')),
    -- The account that the token is for, or the branch.
    subject TEXT NOT NULL,
    branch TEXT REFERENCES branch (code),
    -- NULL where it is about no token.
    token BLOB CHECK (length(token) = 32),
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE branch (
    code TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "branch" VALUES('main','总公司','main office');
CREATE TABLE clock (
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    key TEXT NOT NULL,
    due INTEGER NOT NULL,
    -- When the next rung fires; NULL while paused or when all have fired.
    next INTEGER,
    is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
    PRIMARY KEY (ticket, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "clock" VALUES(2,'forward:engineering:1',1772424000000,NULL,1);
INSERT INTO "clock" VALUES(3,'pickUp::1',1772425800001,1772424900001,0);
CREATE TABLE deed_key (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
    body_hash BLOB NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE department (
    code TEXT PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    version INTEGER NOT NULL CHECK (version >= 1),
    type TEXT NOT NULL,
    form INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    -- NULL when it happened at `recorded_at`.
    fact_at INTEGER,
    principal TEXT NOT NULL,
    verb TEXT NOT NULL,
    phase TEXT NOT NULL,
    data BLOB NOT NULL,
    clocks BLOB,
    hash BLOB NOT NULL CHECK (length(hash) = 32), imported_at INTEGER,
    PRIMARY KEY (ticket, version)
) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES(1,1,'opened',1,1772416800000,NULL,'clerk-1','open','received',X'7B226368616E6E656C223A2270686F6E65222C22637573746F6D6572223A2230314B4A503443353830424B3056585457444D354A5258563337222C22636F6E74656E74223A227054773231327A736D654231685363545977453246564B54784D6644506F64334364384556765A3776696674455638797950413055513D3D222C2272656365697665644174223A313737323431363830303030307D',X'5B5B22736574222C22666F72776172643A3A31222C302C373230303030302C315D5D',X'285C5B5A4AD54C5D4A4DF7E14A3612F059D1DE23CBF230D6F7D1481558102B19',NULL);
INSERT INTO "event" VALUES(1,2,'rang',1,1772421300000,NULL,'system:clock','','received',X'7B22636C6F636B223A22666F72776172643A3A31222C2272756E67223A302C226973427265616368223A66616C73652C226C617465223A307D',NULL,X'32FE52C12A04FBAA9FA58EC869BF98B25AB4973ED81394F96CB142434EBE3460',NULL);
INSERT INTO "event" VALUES(1,3,'rang',1,1772423100000,NULL,'system:clock','','received',X'7B22636C6F636B223A22666F72776172643A3A31222C2272756E67223A312C226973427265616368223A66616C73652C226C617465223A307D',NULL,X'0B442BD799B9E8D9710999D10FF21E90401745AEE6B05BA94F9813891D8035CE',NULL);
INSERT INTO "event" VALUES(1,4,'rang',1,1772424000001,NULL,'system:clock','','received',X'7B22636C6F636B223A22666F72776172643A3A31222C2272756E67223A322C226973427265616368223A747275652C226C617465223A307D',NULL,X'7B1A8634F02DB44E4D17391AEACED7E0C445626FAF0AAA64710FC33D603B4A23',NULL);
INSERT INTO "event" VALUES(1,5,'classified',1,1772424000001,NULL,'clerk-1','classify','received',X'7B2263617465676F72696573223A5B22636F6E737472756374696F6E222C226D61696E2D6D6174657269616C225D2C226465706172746D656E7473223A5B22656E67696E656572696E67222C226D6174657269616C73225D7D',X'5B5B22736574222C22666F72776172643A656E67696E656572696E673A31222C2D373230303030312C2D312C312C335D2C5B22736574222C22666F72776172643A6D6174657269616C733A31222C2D373230303030312C2D312C312C335D2C5B2273746F70706564222C22666F72776172643A3A31222C302C2272656C6561736564225D5D',X'7E44C86345E4654D86E07C636FD9D34FAEE5E34A01BA08AADB270F23EC3F4D35',NULL);
INSERT INTO "event" VALUES(1,6,'forwarded',1,1772424000001,NULL,'clerk-1','forward','inDepartment',X'7B227061727473223A5B7B226469737061746368223A2230314B4A50423757473135485051305242463558344453523243222C226465706172746D656E74223A22656E67696E656572696E67227D5D7D',X'5B5B2273746F70706564222C22666F72776172643A656E67696E656572696E673A31222C302C226C617465225D2C5B2273746F70706564222C22666F72776172643A6D6174657269616C733A31222C302C2272656C6561736564225D5D',X'7DFC7620D954DCCE05079ABEAE6BF0905A72FA43402A0B9EDAA7ADAB15F9245D',NULL);
INSERT INTO "event" VALUES(2,1,'opened',1,1772416800000,NULL,'clerk-1','open','received',X'7B226368616E6E656C223A2270686F6E65222C22637573746F6D6572223A2230314B4A50344335383042513038464354315454384446384D41222C22636F6E74656E74223A22376F6D764D4A5933684B34495A6539304C3674776148624D634B6B4F387A75427A555245314444526230354C4A2F31715643663030413D3D222C2272656365697665644174223A313737323431363830303030307D',X'5B5B22736574222C22666F72776172643A3A31222C302C373230303030302C315D5D',X'0E1B17CE24F088C7368AE64AF862562470738E9C89DA4195C6365BC3B2670D7B',NULL);
INSERT INTO "event" VALUES(2,2,'rang',1,1772421300000,NULL,'system:clock','','received',X'7B22636C6F636B223A22666F72776172643A3A31222C2272756E67223A302C226973427265616368223A66616C73652C226C617465223A307D',NULL,X'FBA6051E52BA719266D43C701256ED0C3160492C59137E1C52776BF081DFE69E',NULL);
INSERT INTO "event" VALUES(2,3,'rang',1,1772423100000,NULL,'system:clock','','received',X'7B22636C6F636B223A22666F72776172643A3A31222C2272756E67223A312C226973427265616368223A66616C73652C226C617465223A307D',NULL,X'630A27B660B9C0642E348621964AAA9A5814A14223E7492D0A89221D0FDCE6D9',NULL);
INSERT INTO "event" VALUES(2,4,'rang',1,1772424000001,NULL,'system:clock','','received',X'7B22636C6F636B223A22666F72776172643A3A31222C2272756E67223A322C226973427265616368223A747275652C226C617465223A307D',NULL,X'1D293AFCF11D0F11A9BB5DE9CDD3E38CE1B57E5377E230F8A74E420CB5ECBCB0',NULL);
INSERT INTO "event" VALUES(2,5,'classified',1,1772424000001,NULL,'clerk-1','classify','received',X'7B2263617465676F72696573223A5B22636F6E737472756374696F6E225D2C226465706172746D656E7473223A5B22656E67696E656572696E67225D7D',X'5B5B22736574222C22666F72776172643A656E67696E656572696E673A31222C2D373230303030312C2D312C312C335D2C5B2273746F70706564222C22666F72776172643A3A31222C302C2272656C6561736564225D5D',X'5B9FB0567EE1E0C84F7D5237B0BB0465DB8EDB644A1E823263A211039B8AE267',NULL);
INSERT INTO "event" VALUES(3,1,'opened',1,1772424000001,NULL,'system:ticket','open','queued',X'7B22706172656E74223A2230314B4A50344335383037504D43504754574853543632535750222C226465706172746D656E74223A22656E67696E656572696E67222C22637573746F6D6572223A2230314B4A503443353830424B3056585457444D354A5258563337222C2263617465676F72696573223A5B22636F6E737472756374696F6E225D2C227365766572697479223A2267656E6572616C227D',X'5B5B22736574222C227069636B55703A3A31222C302C313830303030302C315D5D',X'2A9B1915F9700C1D30D2EB497877B75E3C62CF86065C9089106985B7E35B32D8',NULL);
CREATE TABLE feed (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    generation INTEGER NOT NULL DEFAULT 1,
    head INTEGER NOT NULL CHECK (head >= 0)
) STRICT;
INSERT INTO "feed" VALUES(1,'all',1,12);
INSERT INTO "feed" VALUES(2,'engineering',1,1);
CREATE TABLE feed_entry (
    feed INTEGER NOT NULL REFERENCES feed (no),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    ticket INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (feed, sequence),
    FOREIGN KEY (ticket, version) REFERENCES event (ticket, version)
) STRICT, WITHOUT ROWID;
INSERT INTO "feed_entry" VALUES(1,1,1,1);
INSERT INTO "feed_entry" VALUES(1,2,2,1);
INSERT INTO "feed_entry" VALUES(1,3,1,2);
INSERT INTO "feed_entry" VALUES(1,4,2,2);
INSERT INTO "feed_entry" VALUES(1,5,1,3);
INSERT INTO "feed_entry" VALUES(1,6,2,3);
INSERT INTO "feed_entry" VALUES(1,7,1,4);
INSERT INTO "feed_entry" VALUES(1,8,2,4);
INSERT INTO "feed_entry" VALUES(1,9,1,5);
INSERT INTO "feed_entry" VALUES(1,10,1,6);
INSERT INTO "feed_entry" VALUES(1,11,3,1);
INSERT INTO "feed_entry" VALUES(1,12,2,5);
INSERT INTO "feed_entry" VALUES(2,1,3,1);
CREATE TABLE foreign_row (
    ticket INTEGER NOT NULL REFERENCES foreign_ticket (ticket),
    position INTEGER NOT NULL CHECK (position >= 1),
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('applied', 'note', 'refused')),
    -- Why it was refused.
    code TEXT CHECK ((code IS NULL) = (verdict != 'refused')),
    PRIMARY KEY (ticket, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE foreign_ticket (
    source TEXT NOT NULL,
    reference TEXT NOT NULL,
    ticket INTEGER NOT NULL UNIQUE REFERENCES ticket (no),
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (source, reference)
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
    body_hash BLOB NOT NULL,
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    phase TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE incident (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE message (
    -- Never used twice, not even after its row is gone: a worker may still answer to an old one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    parent INTEGER REFERENCES ticket (no),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    enqueued_at INTEGER NOT NULL,
    deadline INTEGER,
    body BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'waiting', 'leased', 'dead')),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    follows_gap INTEGER NOT NULL DEFAULT 0 CHECK (follows_gap IN (0, 1)),
    -- ready: not before; leased: until.
    moment INTEGER,
    principal TEXT,
    worker TEXT,
    instance TEXT,
    CHECK ((state IN ('ready', 'leased')) = (moment IS NOT NULL)),
    CHECK (state != 'leased' OR (principal IS NOT NULL AND worker IS NOT NULL AND instance IS NOT NULL)),
    CHECK (state != 'leased' OR attempt > 0)
) STRICT;
INSERT INTO "message" VALUES(2,'engineering',3,1,'dispatch.new',1,1,1772424000001,1772425800001,X'7B227370656376657273696F6E223A22312E30222C226964223A2232222C22736F75726365223A222F70616964616E222C2274797065223A22636E2E70616964616E2E64697370617463682E6E65772E7631222C227375626A656374223A2230314B4A50423757473135485051305242463558344453523243222C2274696D65223A22323032362D30332D30325431323A30303A30302E3030312B30383A3030222C2264617461636F6E74656E7474797065223A226170706C69636174696F6E2F6A736F6E222C2264617461223A7B227469636B6574223A2230314B4A50423757473135485051305242463558344453523243222C226E756D626572223A22442D31222C226B696E64223A226469737061746368222C226272616E6368223A226D61696E222C227374617465223A22717565756564222C22766572223A312C22726576223A312C22706172656E74223A2230314B4A50344335383037504D43504754574853543632535750222C226465706172746D656E74223A22656E67696E656572696E67222C22646561646C696E65223A22323032362D30332D30325431323A33303A30302E3030312B30383A3030222C2263617465676F72696573223A5B22636F6E737472756374696F6E225D2C227365766572697479223A2267656E6572616C227D7D','ready',0,0,1772424000001,NULL,NULL,NULL);
INSERT INTO "message" VALUES(3,'routing',2,NULL,'complaint.route',5,5,1772424000001,1772424000000,X'7B227370656376657273696F6E223A22312E30222C226964223A2233222C22736F75726365223A222F70616964616E222C2274797065223A22636E2E70616964616E2E636F6D706C61696E742E726F7574652E7631222C227375626A656374223A2230314B4A50344335383037504D43504754574853543632535850222C2274696D65223A22323032362D30332D30325431323A30303A30302E3030312B30383A3030222C2264617461636F6E74656E7474797065223A226170706C69636174696F6E2F6A736F6E222C2264617461223A7B227469636B6574223A2230314B4A50344335383037504D43504754574853543632535850222C226E756D626572223A22432D32222C226B696E64223A22636F6D706C61696E74222C226272616E6368223A226D61696E222C227374617465223A227265636569766564222C22766572223A352C22726576223A352C22646561646C696E65223A22323032362D30332D30325431323A30303A30302B30383A3030222C2263617465676F72696573223A5B22636F6E737472756374696F6E225D2C227365766572697479223A2267656E6572616C222C22726F756E64223A312C22706F6C696379223A2266343837653763346230356262626361643364623531626237633631643338636263626132613361386335636561373361353064346564303532306434663535222C22726F7574696E67223A7B22636F6E737472756374696F6E223A22656E67696E656572696E67222C226675726E697368696E67223A226675726E6974757265222C226D61696E2D6D6174657269616C223A226D6174657269616C73227D7D7D','ready',0,0,1772424000001,NULL,NULL,NULL);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE notice (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    role TEXT NOT NULL,
    department TEXT,
    branch TEXT NOT NULL REFERENCES branch (code),
    ticket INTEGER NOT NULL REFERENCES ticket (no),
    notice TEXT NOT NULL,
    clock TEXT
) STRICT;
INSERT INTO "notice" VALUES(1,1772421300000,'specialist',NULL,'main',1,'clockWarning','forward::1');
INSERT INTO "notice" VALUES(2,1772421300000,'specialist',NULL,'main',2,'clockWarning','forward::1');
INSERT INTO "notice" VALUES(3,1772423100000,'specialist',NULL,'main',1,'clockWarning','forward::1');
INSERT INTO "notice" VALUES(4,1772423100000,'supervisor',NULL,'main',1,'clockWarning','forward::1');
INSERT INTO "notice" VALUES(5,1772423100000,'specialist',NULL,'main',2,'clockWarning','forward::1');
INSERT INTO "notice" VALUES(6,1772423100000,'supervisor',NULL,'main',2,'clockWarning','forward::1');
INSERT INTO "notice" VALUES(7,1772424000001,'supervisor',NULL,'main',1,'clockLate','forward::1');
INSERT INTO "notice" VALUES(8,1772424000001,'supervisor',NULL,'main',2,'clockLate','forward::1');
CREATE TABLE person (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    salt BLOB CHECK (length(salt) = 16),
    sealed BLOB,
    phone_hash BLOB CHECK (length(phone_hash) = 16),
    created_at INTEGER NOT NULL,
    erased_at INTEGER,
    CHECK ((salt IS NULL) = (erased_at IS NOT NULL))
) STRICT;
INSERT INTO "person" VALUES(1,X'019CAC4615005CC1BEEB8DA1658EEC67',X'5E5532FBEEA293F80BC942EE9086C171',X'B9B501D1D854BB7180021590CDBD71EFC8870C5C5575FC25B50DF7B20B50BF5994914EF52D0C37C63A53EB2BFD34267B636DAF6068FA6F5E01B3E062D68260D56AA879490B0C',X'F30C1E21B1E1B3C99C45DFF72236D9CA',1772416800000,NULL);
INSERT INTO "person" VALUES(2,X'019CAC4615005DC087B341D690D7A28A',X'A8574C6FAE6D9B6F3B4A79A517CEC22A',X'630BFDB7A6A634A5F1AA2B578F32A2E5F4C30E988A8411D17F40A953E052BA978A97901042ACCA1C38140DB69886D67AC653EBCB6C4EBFE7D15B5F2F8FF512DB302B6999E284',X'F30C1E21B1E1B3C99C45DFF72236D9CA',1772416800000,NULL);
CREATE TABLE policy (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    activated_at INTEGER NOT NULL,
    principal TEXT NOT NULL
, branch TEXT REFERENCES branch (code), kind TEXT, reason TEXT NOT NULL DEFAULT '', zone_table TEXT, zone_hash TEXT CHECK ((zone_hash IS NULL) = (zone_table IS NULL))) STRICT;
INSERT INTO "policy" VALUES(1,'dx','f487e7c4b05bbbcad3db51bb7c61d38cbcba2a3a8c5cea73a50d4ed0520d4f55','call.arrivalWithin: same day
call.attemptsMax: 3
call.daysAhead: 3
call.dislikeStretch: 2
call.dissatisfiedIsComplaint: false
call.hiddenWorksWithin: 24 h
call.isReviewed: false
call.midTermWithin: 1 d
call.overdueWithin: 1 wd
call.quietHours: [00:00-08:00, 21:00-24:00]
call.recordWithin: same day
call.retryAfter: 2 h
call.reviewWithin: 3 wd
call.scoresApart: 2
call.submitLaterWithin: 7 d
call.submitWithin: 3 d
call.unreachedWithin: 1 wd
clocks:
  afterSaleCall:
    - {late: [supervisor]}
  arrivalCall:
    - {before: 8 h, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  batchCall:
    - {late: [supervisor]}
  buyerCall:
    - {late: [supervisor]}
  callCloses:
    - {late: [supervisor]}
  callOverdue:
    - {late: [supervisor]}
  callRecord:
    - {before: 7 h, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  callReport:
    - {before: 12 h, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  callRetry:
    - {late: [specialist, revisitor]}
  callReview:
    - {late: [supervisor]}
  callSlot:
    - {late: [specialist, revisitor]}
  callSubmit:
    - {before: 1 d, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  callUnreached:
    - {late: [supervisor]}
  campaignCall:
    - {late: [supervisor]}
  casualVisitorCall:
    - {late: [supervisor]}
  dealCall:
    - {late: [supervisor]}
  firstVisitCall:
    - {late: [supervisor]}
  followUpCall:
    - {before: 4 h, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  forward:
    - {after: 1 h 15 min, tell: [specialist]}
    - {after: 1 h 45 min, tell: [specialist, supervisor]}
    - {late: [supervisor]}
  forwardAfterSurvey:
    - {after: 1 h 15 min, tell: [specialist]}
    - {late: [supervisor]}
  forwardAgain:
    - {percent: 50, tell: [specialist]}
    - {late: [specialist, supervisor]}
  greetingCall:
    - {late: [supervisor]}
  hesitantVisitorCall:
    - {late: [supervisor]}
  hiddenWorksCall:
    - {after: 18 h, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  holdUntil:
    - {late: [specialist]}
  inquiryCall:
    - {late: [supervisor]}
  inquirySecondCall:
    - {late: [supervisor]}
  inquiryWeeklyCall:
    - {late: [supervisor]}
  keyVisitorCall:
    - {late: [supervisor]}
  leaderOrder:
    - {percent: 50, tell: [leader]}
    - {late: [leader, supervisor]}
  midProjectCall:
    - {late: [supervisor]}
  midTermCall:
    - {before: 8 h, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  milestoneCall:
    - {late: [supervisor]}
  opinionCall:
    - {before: 1 d, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  opinionConfirm:
    - {late: [specialist]}
  opinionForward:
    - {late: [supervisor]}
  opinionLeaderOrder:
    - {percent: 50, tell: [leader]}
    - {late: [leader, supervisor]}
  opinionTriage:
    - {late: [specialist, supervisor]}
  pickUp:
    - {after: 15 min, tell: [departmentWorker]}
    - {late: [departmentHead, supervisor]}
  preSaleCall:
    - {late: [supervisor]}
  promise:
    - {percent: 50, tell: [departmentWorker]}
    - {late: [departmentHead, supervisor]}
  promisedDate:
    - {before: 1 d, tell: [departmentWorker]}
    - {late: [departmentHead, specialist]}
  promisedReply:
    - {before: 4 h, tell: [specialist]}
    - {late: [specialist, supervisor]}
  questionnaireCall:
    - {late: [supervisor]}
  resultTold:
    - {percent: 50, tell: [specialist]}
    - {late: [supervisor]}
  revisitCall:
    - {before: 1 d, tell: [specialist, revisitor]}
    - {late: [supervisor]}
  siteReturnCall:
    - {late: [supervisor]}
  spotCheckCall:
    - {late: [supervisor]}
  survey:
    - {after: 1 wd, tell: [specialist]}
    - {late: [supervisor]}
  visitorCall:
    - {late: [supervisor]}
  visitorSecondCall:
    - {late: [supervisor]}
complaint.forwardAfterSurveyWithin: 2 h
complaint.forwardAgainWithin: 30 min
complaint.forwardCountsWhen: forwarded
complaint.forwardWithin: 2 h
complaint.leaderOrdersWithin: 24 h
complaint.missesBeforeEscalation: 2
complaint.repeatTriggers: 2
complaint.resultToldWithin: 24 h
complaint.revisitAttempts: 3
complaint.revisitByCall: false
complaint.revisitOnSite: never
complaint.severityReviewers: [supervisor, leader]
complaint.surveyWithin: 2 wd
dispatch.pickUpWithin: 30 min
dispatch.promiseWithin: 4 h
dispatch.silenceIsMiss: false
holidays:
  - name: "cn-2025"
    notice: "国办发明电〔2024〕12号"
    year: 2025
    days:
      - {from: 2025-01-01, to: 2025-01-01, hours: none, en: "New Year''s Day", zh: "元旦"}
      - {from: 2025-01-26, to: 2025-01-26, hours: usual, en: "Spring Festival", zh: "春节"}
      - {from: 2025-01-28, to: 2025-02-04, hours: none, en: "Spring Festival", zh: "春节"}
      - {from: 2025-02-08, to: 2025-02-08, hours: usual, en: "Spring Festival", zh: "春节"}
      - {from: 2025-04-04, to: 2025-04-06, hours: none, en: "Qingming Festival", zh: "清明节"}
      - {from: 2025-04-27, to: 2025-04-27, hours: usual, en: "Labour Day", zh: "劳动节"}
      - {from: 2025-05-01, to: 2025-05-05, hours: none, en: "Labour Day", zh: "劳动节"}
      - {from: 2025-05-31, to: 2025-06-02, hours: none, en: "Dragon Boat Festival", zh: "端午节"}
      - {from: 2025-09-28, to: 2025-09-28, hours: usual, en: "National Day and Mid-Autumn Festival", zh: "国庆节、中秋节"}
      - {from: 2025-10-01, to: 2025-10-08, hours: none, en: "National Day and Mid-Autumn Festival", zh: "国庆节、中秋节"}
      - {from: 2025-10-11, to: 2025-10-11, hours: usual, en: "National Day and Mid-Autumn Festival", zh: "国庆节、中秋节"}
  - name: "cn-2026"
    notice: "国办发明电〔2025〕7号"
    year: 2026
    days:
      - {from: 2026-01-01, to: 2026-01-03, hours: none, en: "New Year''s Day", zh: "元旦"}
      - {from: 2026-01-04, to: 2026-01-04, hours: usual, en: "New Year''s Day", zh: "元旦"}
      - {from: 2026-02-14, to: 2026-02-14, hours: usual, en: "Spring Festival", zh: "春节"}
      - {from: 2026-02-15, to: 2026-02-23, hours: none, en: "Spring Festival", zh: "春节"}
      - {from: 2026-02-28, to: 2026-02-28, hours: usual, en: "Spring Festival", zh: "春节"}
      - {from: 2026-04-04, to: 2026-04-06, hours: none, en: "Qingming Festival", zh: "清明节"}
      - {from: 2026-05-01, to: 2026-05-05, hours: none, en: "Labour Day", zh: "劳动节"}
      - {from: 2026-05-09, to: 2026-05-09, hours: usual, en: "Labour Day", zh: "劳动节"}
      - {from: 2026-06-19, to: 2026-06-21, hours: none, en: "Dragon Boat Festival", zh: "端午节"}
      - {from: 2026-09-20, to: 2026-09-20, hours: usual, en: "National Day", zh: "国庆节"}
      - {from: 2026-09-25, to: 2026-09-27, hours: none, en: "Mid-Autumn Festival", zh: "中秋节"}
      - {from: 2026-10-01, to: 2026-10-07, hours: none, en: "National Day", zh: "国庆节"}
      - {from: 2026-10-10, to: 2026-10-10, hours: usual, en: "National Day", zh: "国庆节"}
hours: [09:00-12:00, 13:30-18:00]
lateEntryGrace: 30 min
name: "dx"
opinion.confirmByCall: false
opinion.confirmWithin: 3 d
opinion.leaderOrdersWithin: 24 h
opinion.missesBeforeEscalation: 2
opinion.triageWithin: 4 h
routing:
  categories:
    construction: {department: engineering, en: "construction", zh: "施工"}
    furnishing: {department: furniture, en: "furnishing", zh: "家居"}
    main-material: {department: materials, en: "main material", zh: "主材"}
  departments:
    engineering: {en: "engineering department", zh: "工程部"}
    furniture: {en: "furniture base", zh: "基地"}
    materials: {en: "materials trading", zh: "商贸"}
title: {en: "renovation after-sales regulation (DX)", zh: "装修公司售后制度(DX)"}
workdays: [mon, tue, wed, thu, fri]
zone: Asia/Shanghai
',1772416800000,'system:setup',NULL,NULL,'','{"name":"Asia/Shanghai","version":"2025b","first":28800000,"transitions":[[515527200000,32400000],[527014800000,28800000],[545162400000,32400000],[558464400000,28800000],[577216800000,32400000],[589914000000,28800000],[608666400000,32400000],[621968400000,28800000],[640116000000,32400000],[653418000000,28800000],[671565600000,32400000],[684867600000,28800000]]}','086f02cbc8116b88d983716d2def0a77b3ee727e753b75fe2370d51adc4f8ff1');
CREATE TABLE policy_withdrawal (
    number INTEGER PRIMARY KEY REFERENCES policy (number),
    at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason != '')
) STRICT;
CREATE TABLE settlement (
    message INTEGER NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('acked', 'withdrawn', 'dead')),
    at INTEGER NOT NULL,
    PRIMARY KEY (message, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
    principal TEXT PRIMARY KEY,
    branch TEXT REFERENCES branch (code),
    department TEXT REFERENCES department (code),
    leader TEXT REFERENCES staff (principal),
    deputy TEXT REFERENCES staff (principal),
    leave_from INTEGER,
    leave_until INTEGER,
    created_at INTEGER NOT NULL,
    CHECK ((leave_from IS NULL) = (leave_until IS NULL)),
    CHECK (leave_from < leave_until)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_role (
    principal TEXT NOT NULL REFERENCES staff (principal),
    role TEXT NOT NULL,
    PRIMARY KEY (principal, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE ticket (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    branch TEXT NOT NULL REFERENCES branch (code),
    person INTEGER NOT NULL REFERENCES person (no),
    parent INTEGER REFERENCES ticket (no),
    department TEXT,
    phase TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    custodian TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    rev INTEGER NOT NULL CHECK (rev BETWEEN 1 AND version),
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due INTEGER,
    is_late INTEGER NOT NULL CHECK (is_late IN (0, 1)),
    CHECK (is_open = 1 OR custodian = 'nobody'),
    UNIQUE (kind, number)
) STRICT;
INSERT INTO "ticket" VALUES(1,X'019CAC4615003DA8CB435C8E74616796','complaint',1,'main',1,NULL,NULL,'inDepartment',1,'department:engineering',6,6,1772416800000,1772424000001,NULL,0);
INSERT INTO "ticket" VALUES(2,X'019CAC4615003DA8CB435C8E746167B6','complaint',2,'main',2,NULL,NULL,'received',1,'customerService',5,5,1772416800000,1772424000001,1772424000000,1);
INSERT INTO "ticket" VALUES(3,X'019CACB3F2012C6D70616F2F48DCE04C','dispatch',1,'main',1,1,'engineering','queued',1,'department:engineering',1,1,1772424000001,1772424000001,1772425800001,0);
CREATE TABLE token (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    principal TEXT NOT NULL REFERENCES staff (principal),
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX person_phone ON person (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX ticket_open ON ticket (kind, department, due) WHERE is_open = 1;
CREATE INDEX ticket_part ON ticket (parent) WHERE parent IS NOT NULL;
CREATE INDEX clock_next ON clock (next) WHERE next IS NOT NULL;
CREATE INDEX message_ready ON message (queue, deadline IS NULL, deadline, id) WHERE state = 'ready';
CREATE INDEX message_ticket ON message (ticket);
CREATE UNIQUE INDEX message_order ON message (queue, ticket) WHERE state IN ('ready', 'leased');
CREATE INDEX notice_role ON notice (role, no);
CREATE INDEX message_moment ON message (state, moment) WHERE moment IS NOT NULL;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'a fact never changes');
END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'a fact never goes');
END;
CREATE TRIGGER event_without_gap BEFORE INSERT ON event
WHEN NEW.version > 1
    AND NOT EXISTS (SELECT 1 FROM event WHERE ticket = NEW.ticket AND version = NEW.version - 1)
BEGIN
    SELECT RAISE(ABORT, 'a fact is missing before this one');
END;
CREATE TRIGGER policy_never_changes BEFORE UPDATE ON policy
BEGIN
    SELECT RAISE(ABORT, 'an activation never changes');
END;
CREATE TRIGGER policy_never_goes BEFORE DELETE ON policy
BEGIN
    SELECT RAISE(ABORT, 'an activation never goes');
END;
CREATE TRIGGER account_log_never_changes BEFORE UPDATE ON account_log
BEGIN
    SELECT RAISE(ABORT, 'what was done never changes');
END;
CREATE TRIGGER account_log_never_goes BEFORE DELETE ON account_log
BEGIN
    SELECT RAISE(ABORT, 'what was done never goes');
END;
CREATE TRIGGER policy_withdrawal_never_changes BEFORE UPDATE ON policy_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal never changes');
END;
CREATE TRIGGER policy_withdrawal_never_goes BEFORE DELETE ON policy_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal never goes');
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('message',3);
COMMIT;
