// SPDX-License-Identifier: EUPL-1.2
#include "options.hpp"

#include <CLI/CLI.hpp>

namespace {

void add_global(CLI::App& app, Everything& all) {
  app.add_option("--store", all.global.store,
                 "the store (default: VERZUIM_STORE, the config, or the user's data folder)")
      ->type_name("FILE")
      ->envname("VERZUIM_STORE");
  app.add_option("--config", all.config,
                 "the config (default: ./verzuim.toml, then the user's, then /etc/verzuim)")
      ->type_name("FILE");
  app.add_option("--actor", all.global.actor, "who works, as a code for the audit (default: the user)")
      ->type_name("CODE");
  app.add_option("--lang", all.global.lang, "language of documents")->check(CLI::IsMember({"nl", "en"}));
  app.add_flag("-v,--verbose", all.global.verbose, "say on standard error what was done");
  app.add_flag("--quiet", all.global.quiet, "say nothing but errors");
  app.add_option("--completion", all.completion, "print the completion script for a shell, and stop")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  app.add_flag("--raw", all.global.raw, "no spreadsheet guard in CSV reports");
}

void add_init(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("init", "write a commented config to begin with");
  sub->add_option("HOLDER", all.init.holder, "whose data it will be: school, gemeente or region")
      ->required()
      ->check(CLI::IsMember({"school", "gemeente", "region"}));
  sub->add_option("--code", all.init.code, "its BRIN, gemeente or number of a Doorstroompunt region")
      ->type_name("CODE");
  sub->add_option("--out", all.init.out, "write it there; - for standard output (default: verzuim.toml)")
      ->type_name("FILE");
  sub->footer("Example: verzuim init school --code 99XA");
}

void add_ingest(CLI::App& app, Everything& all) {
  auto* sub =
      app.add_subcommand("ingest", "take in CSV files: pupils, schools, timetables, absences and more");
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
      ->check(CLI::IsMember({"csv"}))
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
  sub->add_option("--format", all.escalate.format, "form of the actions")
      ->check(CLI::IsMember({"toml", "csv"}));
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
      ->check(CLI::IsMember({"html", "md", "csv", "json", "xlsx", "text"}));
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

void add_dossier(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("dossier", "look into dossiers and record what happened");
  sub->require_subcommand(1);
  DossierOptions& o = all.dossier;
  const auto verb = [&](const char* name, const char* what) {
    auto* s = sub->add_subcommand(name, what);
    s->callback([&o, name] { o.verb = name; });
    return s;
  };
  auto* list = verb("list", "the dossiers, what is due first on top");
  list->add_option("--role", o.role, "only those of this role")->type_name("ROLE");
  list->add_option("--gemeente", o.gemeente, "only those of this gemeente")->type_name("CODE|NAME");
  list->add_option("--school", o.school, "only those of this school")->type_name("BRIN");
  list->add_flag("--all", o.all, "closed ones too");
  auto* show = verb("show", "one dossier, with its events");
  show->add_option("ID", o.id, "the dossier")->required();
  show->add_option("--for", o.for_role, "only what this role may see")->type_name("ROLE");
  auto* open = verb("open", "open a dossier by hand");
  open->add_option("--pupil", o.pupil, "whose")->required()->type_name("P");
  open->add_option("--why", o.why, "the reason, as a code")->required()->type_name("CODE");
  open->add_option("--role", o.role, "who opens it")->type_name("ROLE");
  open->add_option("--person", o.person, "a code of who opens it, never a name")->type_name("CODE");
  open->add_option("--school", o.school, "at which school, if there are more")->type_name("BRIN");
  auto* record = verb("record", "record what happened: a talk, a contact, an afspraak");
  record->add_option("ID", o.id, "the dossier; may be left out when the file names it");
  record->add_option("EVENT", o.event, "the kind of event");
  record->add_option("KEY=VALUE", o.fields, "what is known about it");
  record->add_option("--from", o.from, "record all events of this TOML or CSV file, or none of them")
      ->type_name("FILE|-");
  auto* handover = verb("handover", "offer a dossier to someone else, accept or refuse it");
  handover->add_option("ID", o.id, "the dossier")->required();
  handover->add_option("--to", o.to, "offer it to this role")->type_name("ROLE");
  handover->add_option("--gemeente", o.gemeente, "offer it to this gemeente")->type_name("CODE|NAME");
  handover->add_option("--school", o.school, "offer it to this school")->type_name("BRIN");
  handover->add_option("--reason", o.why, "why it is offered, or why it is refused")->type_name("CODE");
  handover->add_option("--transition", o.transition, "po-vo, vo-mbo, vo-ho or mbo-ho")->type_name("CODE");
  handover->add_option("--a4", o.a4, "the day on which the A4 of successes and talents was made")
      ->type_name("DATE");
  handover->add_flag("--without-pupil", o.without_pupil, "the A4 was not made together with the pupil");
  auto* accept = handover->add_flag("--accept", o.accept, "accept what was offered");
  handover->add_flag("--refuse", o.refuse, "refuse what was offered; the sender keeps it")->excludes(accept);
  handover->add_option("--role", o.role, "who does it")->type_name("ROLE");
  auto* melding = verb("melding", "the meldingen of a dossier as the register wants them");
  melding->add_option("ID", o.id, "the dossier")->required();
  melding->add_option("--format", o.format, "form of the output")->check(CLI::IsMember({"toml", "csv"}));
  auto* close = verb("close", "close a dossier");
  close->add_option("ID", o.id, "the dossier")->required();
  close->add_option("KEY=VALUE", o.fields, "outcome=CODE");
  for (auto* s : {open, record, handover, close}) {
    s->add_option("--text", o.text, "free text that goes with it, from a file")->type_name("FILE|-");
    s->add_flag("--nothing-medical", o.nothing_medical,
                "who records it confirms that nothing medical stands in it");
  }
  for (auto* s : {list, show, open, record, handover, melding, close})
    s->add_option("--on", o.on, "the day (default: today)")->type_name("DATE");
  sub->footer(
      "Example: verzuim dossier record D4f1c… talk on=2026-11-20 present=pupil,parents cause=school "
      "need=guidance by=mentor");
}

void add_explain(CLI::App& app, Everything& all) {
  auto* sub =
      app.add_subcommand("explain", "why a signal is there, what moved a dossier, how far a pupil is");
  ExplainOptions& o = all.explain;
  sub->add_option("SIGNAL|DOSSIER|PUPIL", o.what, "the id of a signal or a dossier, or a pupil's key")
      ->required();
  sub->add_option("--on", o.on, "as-of date (default: today)")->type_name("DATE");
  sub->add_option("--known-at", o.known_at, "facts as they were known at this moment")->type_name("TIME");
  sub->add_option("--format", o.format, "form of the explanation")->check(CLI::IsMember({"text", "toml"}));
  sub->add_option("--for", o.for_role, "only what this role may see")->type_name("ROLE");
  sub->add_option("--rules", o.rules, "add rules: a file or a folder")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->add_option("--only-rules", o.only_rules, "use these rules and nothing else")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->footer("Example: verzuim explain 3f2a9c51e07b4d68");
}

void add_rules(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("rules", "list, show, check and test rules");
  sub->require_subcommand(1);
  RulesOptions& o = all.rules;
  const auto verb = [&](const char* name, const char* what) {
    auto* s = sub->add_subcommand(name, what);
    s->callback([&o, name] { o.verb = name; });
    return s;
  };
  verb("list", "the rules in use and those that can be chosen");
  verb("show", "one rule with its source")->add_option("ID", o.id, "the rule")->required();
  verb("check", "look for faults in rules and ladders")
      ->add_option("PATH", o.paths, "files or folders (default: all shipped)");
  auto* test = verb("test", "run the tests inside the rule files");
  test->add_option("PATH", o.paths, "files or folders (default: all shipped)");
  test->add_flag("--mutate", o.mutate,
                 "change each number of a rule by one step, and list what no test sees");
  auto* trial = verb("try", "what a changed rule set would have done over a past period");
  trial->add_option("PATH", o.paths, "the changed rules: files or folders (default: the rules in use)");
  trial->add_option("--against", o.against, "compare with these rules (default: the rules in use)")
      ->type_name("PATH");
  trial->add_option("--from", o.from, "first day of the period")->required()->type_name("DATE");
  trial->add_option("--until", o.until, "last day of the period")->required()->type_name("DATE");
  trial->add_option("--format", o.format, "form of the comparison")
      ->check(CLI::IsMember({"text", "csv", "toml"}));
  trial->add_flag("--pupils", o.pupils, "say whose signals differ");
  sub->footer("Example: verzuim rules test my-school/");
}

void add_store(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("store", "look after the store: check, copy, show, keep and erase");
  sub->require_subcommand(1);
  StoreOptions& o = all.store;
  const auto verb = [&](const char* name, const char* what) {
    auto* s = sub->add_subcommand(name, what);
    s->callback([&o, name] { o.verb = name; });
    return s;
  };
  verb("info", "what the store holds");
  auto* check = verb("check", "look whether all of it is sound");
  check->add_option("--head", o.head, "the audit must hold this head, printed before")->type_name("HASH");
  verb("backup", "copy the store while it is in use")->add_option("FILE", o.file, "a new file")->required();
  auto* show = verb("export", "everything that is held of one pupil");
  show->add_option("--format", o.format, "form of it")->check(CLI::IsMember({"text", "toml"}));
  auto* hold = verb("hold", "keep the data of a pupil from being erased; without --pupil list who is held");
  auto* release = hold->add_flag("--release", o.release, "let go");
  auto* forget = verb("forget", "erase one pupil before the term");
  for (auto* s : {show, hold, forget}) {
    auto* pupil = s->add_option("--pupil", o.pupil, "whose")->type_name("P");
    if (s != hold) pupil->required();
    if (s == hold) release->needs(pupil);
  }
  hold->add_option("--why", o.why, "the reason, as a code")->excludes(release)->type_name("CODE");
  forget->add_option("--why", o.why, "the reason, as a code")->required()->type_name("CODE");
  auto* purge = verb("purge", "erase the pupils whose term is over");
  auto* due =
      purge->add_flag("--due", o.due, "all whose term is over; without it only finish an earlier purge");
  purge->add_option("--on", o.on, "as-of date (default: today)")->needs(due)->type_name("DATE");
  purge->add_flag("--dry-run", o.dry_run, "list them, erase nothing")->needs(due);
  auto* audit = verb("audit", "who saw or changed what");
  audit->add_flag("--head", o.only_head, "only the hash of the last line");
  audit->add_option("--from", o.from, "from this line on")->check(CLI::PositiveNumber)->type_name("N");
  sub->footer("Example: verzuim store backup /media/backup/verzuim-2026-11-25.db");
}

}  // namespace

void add_options(CLI::App& app, Everything& all) {
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
