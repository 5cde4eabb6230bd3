-- The shape of the news desk as it was made first; one order between lines of a single semicolon.
CREATE TABLE story_member (
  article_id VARCHAR(32) NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  PRIMARY KEY (article_id)
)
 WITHOUT ROWID
;
CREATE INDEX ix_story_member_story_id ON story_member (story_id)
;
CREATE TABLE story_alias (
  alias VARCHAR(32) NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  PRIMARY KEY (alias)
)
 WITHOUT ROWID
;
CREATE INDEX ix_story_alias_story_id ON story_alias (story_id)
;
CREATE TABLE story_state (
  story_id VARCHAR(32) NOT NULL,
  revision VARCHAR(32) NOT NULL,
  is_shelved BOOLEAN NOT NULL,
  PRIMARY KEY (story_id)
)
 WITHOUT ROWID
;
CREATE INDEX story_state_waiting ON story_state (story_id) WHERE is_shelved IS 0
;
CREATE TABLE story_card (
  story_id VARCHAR(32) NOT NULL,
  first_day TEXT,
  last_day TEXT,
  last_new TEXT NOT NULL,
  reports INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  independent INTEGER NOT NULL,
  contested INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  headline TEXT NOT NULL,
  brief TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (story_id)
)
;
CREATE INDEX story_card_newest ON story_card (last_new)
;
CREATE INDEX story_card_widest ON story_card (reports, last_new)
;
CREATE INDEX story_card_by_day ON story_card (last_day)
;
CREATE TRIGGER story_card_insert_counted AFTER INSERT ON story_card BEGIN INSERT INTO audience_shelf_revision (one, number) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET number = number + 1; END
;
CREATE TRIGGER story_card_update_counted AFTER UPDATE ON story_card BEGIN INSERT INTO audience_shelf_revision (one, number) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET number = number + 1; END
;
CREATE TRIGGER story_card_delete_counted AFTER DELETE ON story_card BEGIN INSERT INTO audience_shelf_revision (one, number) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET number = number + 1; END
;
CREATE TABLE card_key (
  kind VARCHAR(16) NOT NULL,
  "key" TEXT NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  weight FLOAT NOT NULL,
  last_new TEXT NOT NULL,
  PRIMARY KEY (kind, "key", story_id)
)
 WITHOUT ROWID
;
CREATE INDEX card_key_by_story ON card_key (story_id, kind)
;
CREATE INDEX card_key_newest ON card_key (kind, "key", last_new)
;
CREATE TABLE story_change (
  number INTEGER NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  at TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  words TEXT NOT NULL,
  article_id VARCHAR(32) NOT NULL,
  PRIMARY KEY (number)
)
;
CREATE INDEX story_change_newest ON story_change (at)
;
CREATE INDEX story_change_by_story ON story_change (story_id, at)
;
CREATE TABLE story_page (
  story_id VARCHAR(32) NOT NULL,
  revision VARCHAR(64) NOT NULL,
  fragment BLOB NOT NULL,
  PRIMARY KEY (story_id)
)
;
CREATE TABLE story_copy (
  article_id VARCHAR(32) NOT NULL,
  original_id VARCHAR(32) NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  PRIMARY KEY (article_id)
)
 WITHOUT ROWID
;
CREATE INDEX ix_story_copy_story_id ON story_copy (story_id)
;
CREATE INDEX ix_story_copy_original_id ON story_copy (original_id)
;
CREATE TABLE article_card (
  number INTEGER NOT NULL,
  id VARCHAR(32) NOT NULL,
  capture_number INTEGER NOT NULL,
  headline TEXT NOT NULL,
  outlet_id TEXT,
  outlet TEXT,
  url TEXT,
  language VARCHAR(16),
  day TEXT,
  arrived TEXT,
  address TEXT,
  wording VARCHAR(32),
  version INTEGER NOT NULL,
  is_newest BOOLEAN NOT NULL,
  PRIMARY KEY (number),
  UNIQUE (id)
)
;
CREATE INDEX article_card_versions ON article_card (address, version)
;
CREATE INDEX article_card_by_outlet ON article_card (outlet_id, day)
;
CREATE INDEX article_card_later ON article_card (id) WHERE version != 1
;
CREATE INDEX article_card_replaced ON article_card (id) WHERE is_newest IS 0
;
CREATE INDEX article_card_by_day ON article_card (day)
;
CREATE VIEW article_text AS SELECT number, json_extract(payload, '$.headline') AS headline, json_extract(payload, '$.text') AS text FROM article
;
CREATE VIRTUAL TABLE article_words USING fts5(headline, text, content = 'article_text', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2')
;
CREATE TABLE unshelved_article (
  article_id VARCHAR(32) NOT NULL,
  PRIMARY KEY (article_id)
)
 WITHOUT ROWID
;
CREATE TABLE fact_key (
  kind VARCHAR(16) NOT NULL,
  "key" TEXT NOT NULL,
  article_number INTEGER NOT NULL,
  PRIMARY KEY (kind, "key", article_number)
)
 WITHOUT ROWID
;
CREATE INDEX fact_key_by_article ON fact_key (article_number, kind)
;
CREATE TABLE known_name (
  number INTEGER NOT NULL,
  kind VARCHAR(16) NOT NULL,
  "key" TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (number)
)
;
CREATE UNIQUE INDEX known_name_once ON known_name (kind, "key", name)
;
CREATE VIRTUAL TABLE name_words USING fts5(name, content = 'known_name', content_rowid = 'number', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')
;
CREATE TABLE figure_row (
  number INTEGER NOT NULL,
  article_number INTEGER NOT NULL,
  counted TEXT NOT NULL,
  low FLOAT NOT NULL,
  high FLOAT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (number)
)
;
CREATE INDEX figure_row_by_low ON figure_row (low)
;
CREATE INDEX figure_row_by_high ON figure_row (high)
;
CREATE INDEX ix_figure_row_article_number ON figure_row (article_number)
;
CREATE INDEX figure_row_by_size ON figure_row (counted, low)
;
CREATE TABLE event_row (
  number INTEGER NOT NULL,
  article_number INTEGER NOT NULL,
  actor TEXT,
  actor_name TEXT NOT NULL,
  recipient TEXT,
  recipient_name TEXT NOT NULL,
  type VARCHAR(16) NOT NULL,
  modality VARCHAR(16) NOT NULL,
  goldstein FLOAT,
  day TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (number)
)
;
CREATE INDEX event_row_by_type ON event_row (type, day)
;
CREATE INDEX event_row_by_actor ON event_row (actor, day)
;
CREATE INDEX ix_event_row_article_number ON event_row (article_number)
;
CREATE INDEX event_row_by_recipient ON event_row (recipient, day)
;
CREATE INDEX event_row_by_dyad ON event_row (actor, recipient, day)
;
CREATE TABLE dyad (
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  acts INTEGER NOT NULL,
  scored INTEGER NOT NULL,
  goldstein FLOAT NOT NULL,
  PRIMARY KEY (actor, recipient)
)
 WITHOUT ROWID
;
CREATE INDEX dyad_busiest ON dyad (actor, acts)
;
CREATE INDEX dyad_busiest_to ON dyad (recipient, acts)
;
CREATE TABLE dyad_week (
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  week TEXT NOT NULL,
  acts INTEGER NOT NULL,
  scored INTEGER NOT NULL,
  goldstein FLOAT NOT NULL,
  PRIMARY KEY (actor, recipient, week)
)
 WITHOUT ROWID
;
CREATE TABLE quote_row (
  number INTEGER NOT NULL,
  article_number INTEGER NOT NULL,
  speaker TEXT NOT NULL,
  speaker_name TEXT NOT NULL,
  direct VARCHAR(8) NOT NULL,
  day TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (number)
)
;
CREATE INDEX quote_row_by_speaker ON quote_row (speaker, day)
;
CREATE INDEX ix_quote_row_article_number ON quote_row (article_number)
;
CREATE TABLE place_row (
  "key" TEXT NOT NULL,
  name TEXT NOT NULL,
  country VARCHAR(3),
  lat FLOAT,
  lon FLOAT,
  precision VARCHAR(16),
  PRIMARY KEY ("key")
)
 WITHOUT ROWID
;
CREATE TABLE feed (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  address TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  title TEXT,
  folder TEXT NOT NULL,
  site TEXT,
  added_at TEXT,
  paused BOOLEAN NOT NULL,
  full_text BOOLEAN NOT NULL,
  etag TEXT,
  modified TEXT,
  next_visit TEXT,
  last_visit TEXT,
  last_success TEXT,
  last_new TEXT,
  fault TEXT,
  faults_in_a_row INTEGER NOT NULL,
  usual_a_day FLOAT,
  renamed BOOLEAN NOT NULL,
  body_hash VARCHAR(64),
  UNIQUE (address)
)
;
CREATE TABLE job (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind VARCHAR(16) NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  due_at TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  leased_by TEXT,
  leased_until TEXT,
  fault TEXT,
  host TEXT NOT NULL,
  UNIQUE (kind, subject)
)
;
CREATE INDEX job_by_due ON job (kind, due_at)
;
CREATE TABLE account (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name VARCHAR NOT NULL,
  folded VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  made_at VARCHAR NOT NULL,
  email VARCHAR,
  password VARCHAR,
  subject VARCHAR,
  closed BOOLEAN NOT NULL,
  UNIQUE (folded),
  UNIQUE (subject)
)
;
CREATE TABLE invitation (
  id INTEGER NOT NULL,
  secret_hash VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  made_by INTEGER NOT NULL,
  made_at VARCHAR NOT NULL,
  expires_at VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  used_by INTEGER,
  used_at VARCHAR,
  PRIMARY KEY (id),
  UNIQUE (secret_hash)
)
;
CREATE TABLE desk_key (
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (name)
)
;
CREATE TABLE audience_account (
  account_id INTEGER NOT NULL,
  revision INTEGER DEFAULT '0' NOT NULL,
  preferences TEXT DEFAULT '{}' NOT NULL,
  visit_at TEXT,
  before_at TEXT,
  read_before TEXT,
  taste_revision INTEGER DEFAULT '0' NOT NULL,
  taste TEXT,
  taste_of INTEGER,
  PRIMARY KEY (account_id)
)
;
CREATE TABLE audience_follow (
  account_id INTEGER NOT NULL,
  target VARCHAR(16) NOT NULL,
  "key" TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  weight FLOAT NOT NULL,
  organs BOOLEAN NOT NULL,
  PRIMARY KEY (account_id, target, "key")
)
;
CREATE INDEX audience_follow_by_key ON audience_follow (target, "key")
;
CREATE TABLE audience_mute (
  account_id INTEGER NOT NULL,
  target VARCHAR(16) NOT NULL,
  "key" TEXT NOT NULL,
  scope VARCHAR(16) NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  until TEXT,
  PRIMARY KEY (account_id, target, "key", scope)
)
;
CREATE TABLE audience_story (
  account_id INTEGER NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  touched_at TEXT NOT NULL,
  looked_at TEXT,
  opened_at TEXT,
  opens INTEGER DEFAULT '0' NOT NULL,
  saved_at TEXT,
  hidden_at TEXT,
  read_at TEXT,
  unread_at TEXT,
  shown_at TEXT,
  shown INTEGER DEFAULT '0' NOT NULL,
  traits TEXT,
  PRIMARY KEY (account_id, story_id)
)
;
CREATE INDEX audience_story_by_read_at ON audience_story (account_id, read_at) WHERE read_at IS NOT NULL
;
CREATE INDEX audience_story_by_hidden_at ON audience_story (account_id, hidden_at) WHERE hidden_at IS NOT NULL
;
CREATE INDEX audience_story_lessons ON audience_story (account_id, touched_at) WHERE traits IS NOT NULL
;
CREATE INDEX audience_story_by_opened_at ON audience_story (account_id, opened_at) WHERE opened_at IS NOT NULL
;
CREATE INDEX audience_story_by_looked_at ON audience_story (account_id, looked_at) WHERE looked_at IS NOT NULL
;
CREATE INDEX audience_story_by_saved_at ON audience_story (account_id, saved_at) WHERE saved_at IS NOT NULL
;
CREATE TABLE audience_shelf_revision (
  one INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (one)
)
;
CREATE TABLE comment (
  id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  story_id VARCHAR(32) NOT NULL,
  article_id VARCHAR(32),
  anchor TEXT,
  reply_to INTEGER,
  text TEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  at TEXT NOT NULL,
  edited_at TEXT,
  PRIMARY KEY (id)
)
;
CREATE INDEX ix_comment_account_id ON comment (account_id)
;
CREATE INDEX comment_by_story ON comment (story_id, id)
;
CREATE INDEX ix_comment_article_id ON comment (article_id)
;
CREATE TABLE comment_version (
  number INTEGER NOT NULL,
  comment_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (number)
)
;
CREATE INDEX ix_comment_version_comment_id ON comment_version (comment_id)
;
CREATE TABLE complaint (
  id INTEGER NOT NULL,
  comment_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  settled_by INTEGER,
  settled_at TEXT,
  outcome VARCHAR(16),
  PRIMARY KEY (id)
)
;
CREATE INDEX ix_complaint_comment_id ON complaint (comment_id)
;
CREATE TABLE note (
  id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  article_id VARCHAR(32) NOT NULL,
  anchor TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (id)
)
;
CREATE INDEX note_by_account ON note (account_id, article_id)
;
CREATE TABLE correction (
  id INTEGER NOT NULL,
  kind VARCHAR(32) NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  verdicts TEXT NOT NULL,
  account_id INTEGER,
  at TEXT NOT NULL,
  undone_by INTEGER,
  undone_at TEXT,
  PRIMARY KEY (id)
)
;
CREATE TABLE saved_search (
  id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  "query" TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (id)
)
;
CREATE INDEX ix_saved_search_account_id ON saved_search (account_id)
;
CREATE TABLE digest (
  id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  way VARCHAR(16) NOT NULL,
  address TEXT NOT NULL,
  rhythm VARCHAR(16) NOT NULL,
  hour INTEGER NOT NULL,
  secret TEXT,
  made_at TEXT NOT NULL,
  paused INTEGER NOT NULL,
  looked_at TEXT,
  due_at TEXT,
  fault TEXT,
  PRIMARY KEY (id)
)
;
CREATE INDEX ix_digest_account_id ON digest (account_id)
;
CREATE INDEX digest_due ON digest (paused, due_at)
;
CREATE TABLE told_change (
  digest_id INTEGER NOT NULL,
  mark VARCHAR(32) NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (digest_id, mark)
)
;
CREATE TABLE visit (
  number INTEGER NOT NULL,
  feed_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  new INTEGER NOT NULL,
  message TEXT,
  took FLOAT NOT NULL,
  PRIMARY KEY (number),
  FOREIGN KEY(feed_id) REFERENCES feed (id) ON DELETE CASCADE
)
;
CREATE INDEX visit_by_feed ON visit (feed_id, at)
;
CREATE TABLE link (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  feed_id INTEGER,
  "key" TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT,
  own_id TEXT,
  published_at TEXT,
  seen_at TEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  message TEXT,
  mark TEXT NOT NULL,
  told TEXT,
  capture_number INTEGER,
  versions INTEGER NOT NULL,
  FOREIGN KEY(feed_id) REFERENCES feed (id) ON DELETE SET NULL,
  UNIQUE ("key")
)
;
CREATE INDEX link_by_state ON link (state, seen_at)
;
CREATE INDEX link_by_capture ON link (capture_number)
;
CREATE INDEX link_by_feed ON link (feed_id, seen_at)
;
CREATE INDEX link_by_own_id ON link (feed_id, own_id)
;
CREATE TABLE account_setting (
  account_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (account_id, name),
  FOREIGN KEY(account_id) REFERENCES account (id)
)
;
CREATE TABLE session (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  secret_hash VARCHAR NOT NULL,
  account_id INTEGER NOT NULL,
  made_at VARCHAR NOT NULL,
  seen_at VARCHAR NOT NULL,
  expires_at VARCHAR NOT NULL,
  device VARCHAR NOT NULL,
  UNIQUE (secret_hash),
  FOREIGN KEY(account_id) REFERENCES account (id)
)
;
CREATE INDEX ix_session_account_id ON session (account_id)
;
CREATE TABLE access_token (
  id INTEGER NOT NULL,
  secret_hash VARCHAR NOT NULL,
  account_id INTEGER NOT NULL,
  purpose VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  made_at VARCHAR NOT NULL,
  used_at VARCHAR,
  PRIMARY KEY (id),
  UNIQUE (secret_hash),
  FOREIGN KEY(account_id) REFERENCES account (id)
)
;
CREATE INDEX ix_access_token_account_id ON access_token (account_id)
;
