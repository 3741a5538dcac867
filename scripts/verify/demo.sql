-- What the runbooks' queries look at: as many tables and columns as they name.
CREATE ROLE seratonin LOGIN SUPERUSER;
CREATE ROLE aiagents LOGIN;
CREATE ROLE helm LOGIN;
CREATE DATABASE seratonin_db OWNER seratonin;
CREATE DATABASE ai_agents OWNER aiagents;
CREATE DATABASE pilot OWNER helm;

\connect seratonin_db seratonin
CREATE TABLE drafts (id bigint PRIMARY KEY, topic text, status text, created_at timestamptz DEFAULT now());
INSERT INTO drafts VALUES (1, 'migraine', 'ready'), (2, 'sleep', 'published');

\connect pilot helm
CREATE TABLE sessions (id bigint PRIMARY KEY, channel text, created_at timestamptz DEFAULT now());
CREATE TABLE tasks (id text PRIMARY KEY, status text);
INSERT INTO tasks VALUES ('2f1c7a52-93b1-4a0e-9d0a-6f3f0f6d9a11', 'running');
CREATE SCHEMA pgboss;
CREATE TABLE pgboss.job (id bigint, name text, state text);
CREATE TABLE pgboss.archive (id bigint, name text, state text, completed_on timestamptz);
CREATE TABLE pgboss.schedule (name text PRIMARY KEY, cron text, timezone text, data jsonb, options jsonb);
INSERT INTO pgboss.job VALUES (1, 'tasks.reap_stuck', 'created');
INSERT INTO pgboss.schedule VALUES ('tasks.reap_stuck', '*/5 * * * *', 'UTC', '{}', '{}');
