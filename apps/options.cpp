// SPDX-License-Identifier: EUPL-1.2
#include "options.hpp"

#include <CLI/CLI.hpp>

#include "options_verbs.hpp"

namespace {

void add_global(CLI::App& app, Everything& all) {
  app.add_option("--store", all.global.store,
                 "the store (default: VERZUIM_STORE, what the config says, or the user's)")
      ->type_name("FILE")
      ->envname("VERZUIM_STORE");
  app.add_option("--config", all.config,
                 "the config (default: ./verzuim.toml, then the user's, then /etc/verzuim)")
      ->type_name("FILE");
  app.add_option("--actor", all.global.actor, "who works, as a code for the audit (default: the user)")
      ->type_name("CODE");
  app.add_option("--purpose", all.global.purpose, "for what the data are used, as a code for the audit")
      ->type_name("CODE");
  app.add_option("--lang", all.global.lang, "language of documents")->check(among({"nl", "en"}));
  app.add_flag("-v,--verbose", all.global.verbose, "say on standard error what was done");
  app.add_flag("--quiet", all.global.quiet, "say nothing but errors");
  app.add_option("--completion", all.completion, "print the completion script for a shell, and stop")
      ->check(among({"bash", "zsh", "fish"}));
  app.add_flag("--raw", all.global.raw, "no spreadsheet guard in CSV reports");
}

void add_init(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("init", "write a commented config to begin with");
  sub->add_option("HOLDER", all.init.holder, "whose data it will be: school, gemeente or region")
      ->required()
      ->check(among({"school", "gemeente", "region"}));
  sub->add_option("--code", all.init.code, "its BRIN, gemeente or number of a Doorstroompunt region")
      ->type_name("CODE");
  sub->add_option("--out", all.init.out, "write it there; - for standard output (default: verzuim.toml)")
      ->type_name("FILE");
  sub->footer("Example: verzuim init school --code 99XA");
}

void add_ingest(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("ingest", "take in CSV: pupils, schools, timetables, absences and more");
  sub->add_option("FILE", all.ingest.files, "files to take in; - for standard input")->required();
  sub->add_option("--as", all.ingest.as, "what the file is, if not told by its header")->type_name("KIND");
  sub->add_option("--profile", all.ingest.profile,
                  "how the files are laid out (default: auto, by their header)")
      ->type_name("NAME|FILE|auto");
  sub->add_flag("--show-profile", all.ingest.show_profile,
                "show what the first rows became, and take nothing in");
  sub->add_option("--school", all.ingest.school, "the school, where neither file nor profile names it")
      ->type_name("BRIN");
  sub->add_option("--rejects", all.ingest.rejects, "write refused rows to this CSV")->type_name("FILE");
  sub->add_option("--covers", all.ingest.covers, "the files hold everything of their schools in this period")
      ->type_name("FROM..UNTIL");
  sub->add_flag("--accept", all.ingest.accept, "take the files in although a guard would hold them back");
  sub->add_option("--to", all.ingest.to, "normalise to standard output, without a store")
      ->check(among({"csv"}))
      ->type_name("csv");
  sub->footer("Example: verzuim ingest --rejects refused.csv week-47.csv | verzuim flag -");
}

void add_flag(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("flag", "evaluate the rules and write signals");
  sub->add_option("RECEIPTS", all.flag_operands,
                  "-: look only at the pupils of the receipts on standard input");
  sub->add_option("--rules", all.flag.rules, "add rules: a file or a folder")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->add_option("--only-rules", all.flag.only_rules, "use these rules and nothing else")
      ->allow_extra_args(false)
      ->type_name("PATH");
  auto* fresh = sub->add_flag("--new", all.flag.fresh, "write new signals only (the default)");
  sub->add_flag("--all", all.flag.all, "write standing, withdrawn and undecided ones too")->excludes(fresh);
  sub->add_option("--on", all.flag.on, "as-of date (default: today)")->type_name("DATE");
  sub->add_option("--known-at", all.flag.known_at, "facts as they were known at this moment")
      ->type_name("TIME");
  sub->add_option("--from", all.flag.from, "evaluate these files, without a store")
      ->allow_extra_args(false)
      ->type_name("FILE");
  sub->add_option("--receipt", all.flag.receipt, "write the receipt of the run to this file")
      ->type_name("FILE");
  sub->add_option("--replay", all.flag.replay,
                  "repeat the run of this receipt, or of this number in the store")
      ->type_name("RECEIPT");
  sub->add_flag("--exit-code", all.flag.exit_code, "exit 2 when signals were written");
  sub->add_option("--threads", all.flag.threads, "work on so many cores (default: all)")
      ->check(CLI::Range(1, 64))
      ->type_name("N");
  sub->footer("Example: verzuim flag --on 2026-11-22 --from pupils.csv --from absences.csv");
}

void add_escalate(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("escalate", "open and move dossiers and write actions");
  sub->add_option("SIGNALS", all.escalate_operands, "-: read signals from standard input");
  sub->add_option("--ladder", all.escalate.ladders, "add ladders: a file or a folder")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->add_option("--on", all.escalate.on, "as-of date (default: today)")->type_name("DATE");
  sub->add_flag("--dry-run", all.escalate.dry_run, "write the actions, change nothing");
  sub->add_option("--format", all.escalate.format, "form of the actions")->check(among({"toml", "csv"}));
  sub->footer("Example: verzuim flag - < receipts.toml | verzuim escalate -");
}

void add_report(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("report", "write work lists and reports");
  sub->add_option(
      "WHAT", all.report_operands,
      "worklist, gemeente, school, region, telling, dossier, or letter and its kind; - reads actions "
      "from standard input");
  sub->add_option("--gemeente", all.report.gemeente, "code or name of a gemeente, or all")
      ->type_name("CODE|NAME|all");
  sub->add_option("--school", all.report.school, "a school, or all")->type_name("BRIN|all");
  sub->add_option("--region", all.report.region, "a Doorstroompunt region, or all")
      ->type_name("CODE|NAME|all");
  sub->add_option("--period", all.report.period, "2026-2027, 2026-11, 2026-W47 or FROM..UNTIL")
      ->type_name("P");
  sub->add_option("--format", all.report.format, "form of the report")
      ->check(among({"html", "md", "csv", "json", "xlsx", "text"}));
  sub->add_option("--dossier", all.report.dossier, "the dossier that a letter is about")->type_name("ID");
  sub->add_option("--for", all.report.for_role, "who reads the letter")->type_name("ROLE");
  sub->add_option("--to", all.report.to, "the gemeente or school that receives it")
      ->type_name("CODE|NAME|BRIN");
  sub->add_flag("--show-template", all.report.show_template,
                "write the template of a letter, to change a copy of it");
  sub->add_option("--out", all.report.out, "write files into this folder")->type_name("DIR");
  sub->add_option("--on", all.report.on, "as-of date (default: today)")->type_name("DATE");
  sub->footer("Example: verzuim report gemeente --gemeente all --out reports");
}

void add_explain(CLI::App& app, Everything& all) {
  auto* sub =
      app.add_subcommand("explain", "why a signal is there, what moved a dossier, how far a pupil is");
  ExplainOptions& o = all.explain;
  sub->add_option("SIGNAL|DOSSIER|PUPIL", o.what, "the id of a signal or a dossier, or a pupil's key")
      ->required();
  sub->add_option("--on", o.on, "as-of date (default: today)")->type_name("DATE");
  sub->add_option("--known-at", o.known_at, "facts as they were known at this moment")->type_name("TIME");
  sub->add_option("--format", o.format, "form of the explanation; html is for a pupil")
      ->check(among({"text", "toml", "html"}));
  sub->add_option("--for", o.for_role, "only what this role may see")->type_name("ROLE");
  sub->add_option("--rules", o.rules, "add rules: a file or a folder")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->add_option("--only-rules", o.only_rules, "use these rules and nothing else")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->footer("Example: verzuim explain 3f2a9c51e07b4d68");
}

}  // namespace

void add_options(CLI::App& app, Everything& all) {
  app.footer("Example: verzuim ingest week-47.csv | verzuim flag - | verzuim escalate -");
  add_global(app, all);
  add_init(app, all);
  add_ingest(app, all);
  add_flag(app, all);
  add_escalate(app, all);
  add_report(app, all);
  add_dossier(app, all);
  add_explain(app, all);
  add_rules(app, all);
  add_store(app, all);
}
