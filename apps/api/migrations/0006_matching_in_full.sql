CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"beginning" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_on" date,
	CONSTRAINT "api_keys_scopes" CHECK (cardinality("api_keys"."scopes") > 0 and "api_keys"."scopes" <@ array['read', 'write', 'team_problems'])
);
--> statement-breakpoint
CREATE TABLE "matching_locks" (
	"season_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "matching_locks_season_id_person_id_pk" PRIMARY KEY("season_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "past_team_members" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"team_id" uuid NOT NULL,
	"season_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"elsewhere" boolean DEFAULT false NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_invitations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"words" text NOT NULL,
	"status" text DEFAULT 'sent' NOT NULL,
	"invited_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_repairs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"weight" double precision,
	"fingerprint" text DEFAULT '' NOT NULL,
	"basis" text DEFAULT '' NOT NULL,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"asked_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"accepted_by" uuid,
	"accepted_option" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matching_policies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"name" text NOT NULL,
	"policy" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_problems" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"asked_by" uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" jsonb,
	"failure" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"problem" "bytea" NOT NULL,
	"people_count" integer NOT NULL,
	"project_count" integer NOT NULL,
	"answer" jsonb,
	"packed_answer" "bytea",
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "availability_blocks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_blocks" (
	"block_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "person_blocks_block_id_person_id_pk" PRIMARY KEY("block_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "project_blocks" (
	"project_id" uuid NOT NULL,
	"block_id" uuid NOT NULL,
	CONSTRAINT "project_blocks_project_id_block_id_pk" PRIMARY KEY("project_id","block_id")
);
--> statement-breakpoint
CREATE TABLE "project_terms" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid,
	"size_min" integer,
	"size_max" integer,
	"may_stay_closed" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "project_terms_sizes" CHECK ("project_terms"."size_min" > 0 and "project_terms"."size_max" > 0 and "project_terms"."size_min" <= "project_terms"."size_max")
);
--> statement-breakpoint
ALTER TABLE "profiles" ADD COLUMN "reachable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "project_preferences" ADD COLUMN "ranked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "matching_runs" ADD COLUMN "policy_name" text;--> statement-breakpoint
ALTER TABLE "matching_runs" ADD COLUMN "kept_from_id" uuid;--> statement-breakpoint
ALTER TABLE "matching_runs" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "status" text DEFAULT 'accepted' NOT NULL;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "answer_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "places" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matching_locks" ADD CONSTRAINT "matching_locks_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matching_locks" ADD CONSTRAINT "matching_locks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matching_locks" ADD CONSTRAINT "matching_locks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_team_members" ADD CONSTRAINT "past_team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_team_members" ADD CONSTRAINT "past_team_members_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_team_members" ADD CONSTRAINT "past_team_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_repairs" ADD CONSTRAINT "team_repairs_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_repairs" ADD CONSTRAINT "team_repairs_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_repairs" ADD CONSTRAINT "team_repairs_accepted_by_people_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matching_policies" ADD CONSTRAINT "matching_policies_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_problems" ADD CONSTRAINT "team_problems_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_blocks" ADD CONSTRAINT "availability_blocks_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_blocks" ADD CONSTRAINT "person_blocks_block_id_availability_blocks_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."availability_blocks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_blocks" ADD CONSTRAINT "person_blocks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_blocks" ADD CONSTRAINT "project_blocks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_blocks" ADD CONSTRAINT "project_blocks_block_id_availability_blocks_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."availability_blocks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_terms" ADD CONSTRAINT "project_terms_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_terms" ADD CONSTRAINT "project_terms_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_keys_person_id_index" ON "api_keys" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "api_keys_expires_at_index" ON "api_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "past_team_members_season_id_person_id_ended_at_index" ON "past_team_members" USING btree ("season_id","person_id","ended_at");--> statement-breakpoint
CREATE INDEX "past_team_members_team_id_ended_at_index" ON "past_team_members" USING btree ("team_id","ended_at");--> statement-breakpoint
CREATE INDEX "past_team_members_person_id_index" ON "past_team_members" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_invitations_once" ON "team_invitations" USING btree ("season_id","person_id");--> statement-breakpoint
CREATE INDEX "team_invitations_person_id_index" ON "team_invitations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_repairs_season_id_created_at_index" ON "team_repairs" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "team_repairs_one_under_way" ON "team_repairs" USING btree ("season_id") WHERE "team_repairs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "matching_policies_name" ON "matching_policies" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "matching_policies_season_id_created_at_index" ON "matching_policies" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "team_problems_asked_by_created_at_index" ON "team_problems" USING btree ("asked_by","created_at");--> statement-breakpoint
CREATE INDEX "team_problems_created_at_index" ON "team_problems" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "availability_blocks_name" ON "availability_blocks" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "person_blocks_person_id_index" ON "person_blocks" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "project_blocks_block_id_index" ON "project_blocks" USING btree ("block_id");--> statement-breakpoint
CREATE INDEX "project_terms_site_id_index" ON "project_terms" USING btree ("site_id");--> statement-breakpoint
ALTER TABLE "matching_runs" ADD CONSTRAINT "matching_runs_kept_from_id_matching_runs_id_fk" FOREIGN KEY ("kept_from_id") REFERENCES "public"."matching_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "team_members_remind_at_index" ON "team_members" USING btree ("remind_at") WHERE "team_members"."remind_at" is not null;