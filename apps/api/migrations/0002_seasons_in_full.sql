CREATE TABLE "budget_lines" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"other_heading" text DEFAULT '' NOT NULL,
	"funder" text DEFAULT '' NOT NULL,
	"label" text NOT NULL,
	"planned_cents" integer NOT NULL,
	"real_cents" integer,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_lines_amounts" CHECK ("budget_lines"."planned_cents" >= 0 and "budget_lines"."real_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "budget_receipts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"line_id" uuid NOT NULL,
	"file_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "season_sites" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"time_zone" text NOT NULL,
	"capacity" integer,
	"access_notes" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tally_counters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"target" numeric(7, 1),
	"public" boolean DEFAULT false NOT NULL,
	"amount" numeric(7, 1) DEFAULT 0 NOT NULL,
	"part" numeric(7, 1) DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tally_counters_amounts" CHECK ("tally_counters"."part" >= 0 and "tally_counters"."part" <= "tally_counters"."amount")
);
--> statement-breakpoint
CREATE TABLE "session_sites" (
	"session_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	CONSTRAINT "session_sites_session_id_site_id_pk" PRIMARY KEY("session_id","site_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "phases" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "online_url" text;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "needs_registration" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "places" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "remind_hours" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_receipts" ADD CONSTRAINT "budget_receipts_line_id_budget_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."budget_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_receipts" ADD CONSTRAINT "budget_receipts_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_sites" ADD CONSTRAINT "season_sites_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tally_counters" ADD CONSTRAINT "tally_counters_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_lines_season_id_created_at_index" ON "budget_lines" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "budget_receipts_line_id_index" ON "budget_receipts" USING btree ("line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_receipts_file" ON "budget_receipts" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "season_sites_name" ON "season_sites" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "season_sites_season_id_created_at_index" ON "season_sites" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "tally_counters_season_id_created_at_index" ON "tally_counters" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "session_sites_site_id_index" ON "session_sites" USING btree ("site_id");--> statement-breakpoint
CREATE UNIQUE INDEX "files_key" ON "files" USING btree ("key");--> statement-breakpoint
CREATE INDEX "files_created_by_index" ON "files" USING btree ("created_by");