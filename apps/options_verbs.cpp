// SPDX-License-Identifier: EUPL-1.2
// The commands that have verbs of their own: dossier, rules, store.
#include "options_verbs.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "verzuim/text.hpp"

CLI::Validator among(std::vector<std::string> words) {
  const std::string list = verzuim::join(words, ",");
  const auto look = [words = std::move(words)](std::string& word) -> std::string {
    for (const std::string& known : words)
      if (word == known) return {};
    std::string near = verzuim::nearest(word, words);
    // Between short words two changes make anything of anything.
    if (!near.empty() && near.front() != word.front()) near.clear();
    return fmt::format("there is no `{}`; {}", word,
                       near.empty() ? "write " + verzuim::join(words, ", ") : "did you mean `" + near + "`?");
  };
  return CLI::Validator(look, "{" + list + "}");
}

namespace {

/// Adds a verb to a command; the options keep which one was given.
template <class Options>
CLI::App* verb_of(CLI::App& command, Options& options, const char* name, const char* what,
                  const char* example) {
  auto* sub = command.add_subcommand(name, what);
  sub->callback([&options, name] { options.verb = name; });
  sub->footer(std::string("Example: verzuim ") + example);
  return sub;
}

}  // namespace

void add_dossier(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("dossier", "look into dossiers and record what happened");
  sub->require_subcommand(1);
  DossierOptions& o = all.dossier;
  const auto verb = [&](const char* name, const char* what, const char* example) {
    return verb_of(*sub, o, name, what, example);
  };
  auto* list = verb("list", "the dossiers, what is due first on top", "dossier list --role mentor");
  list->add_option("--role", o.role, "only those of this role")->type_name("ROLE");
  list->add_option("--gemeente", o.gemeente, "only those of this gemeente")->type_name("CODE|NAME");
  list->add_option("--school", o.school, "only those of this school")->type_name("BRIN");
  list->add_flag("--all", o.all, "closed ones too");
  auto* show = verb("show", "one dossier, with its events", "dossier show D3f2a9c51e07b4d68 --for parents");
  show->add_option("ID", o.id, "the dossier")->required();
  show->add_option("--for", o.for_role, "only what this role may see")->type_name("ROLE");
  auto* open =
      verb("open", "open a dossier by hand", "dossier open --pupil P0412 --why gedrag --role mentor");
  open->add_option("--pupil", o.pupil, "whose")->required()->type_name("P");
  open->add_option("--why", o.why, "the reason, as a code")->required()->type_name("CODE");
  open->add_option("--role", o.role, "who opens it")->type_name("ROLE");
  open->add_option("--person", o.person, "a code of who opens it, never a name")->type_name("CODE");
  open->add_option("--school", o.school, "at which school, if there are more")->type_name("BRIN");
  auto* record = verb("record", "record what happened: a talk, a contact, an afspraak",
                      "dossier record D3f2a9c51e07b4d68 contact reached=yes");
  record->add_option("ID", o.id, "the dossier; may be left out when the file names it");
  record->add_option("EVENT", o.event, "the kind of event");
  record->add_option("KEY=VALUE", o.fields, "what is known about it");
  record->add_option("--from", o.from, "record all events of this TOML or CSV file, or none of them")
      ->type_name("FILE|-");
  auto* handover = verb("handover", "offer a dossier to someone else, accept or refuse it",
                        "dossier handover D3f2a9c51e07b4d68 --to team-jeugd --reason other");
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
  auto* melding = verb("melding", "the meldingen of a dossier as the register wants them",
                       "dossier melding D3f2a9c51e07b4d68 --format csv");
  melding->add_option("ID", o.id, "the dossier")->required();
  melding->add_option("--format", o.format, "form of the output")->check(among({"toml", "csv"}));
  auto* close = verb("close", "close a dossier", "dossier close D3f2a9c51e07b4d68 outcome=back-full");
  close->add_option("ID", o.id, "the dossier")->required();
  close->add_option("KEY=VALUE", o.fields, "outcome=CODE");
  for (auto* s : {open, record, handover, close}) {
    s->add_option("--text", o.text, "free text that goes with it, from a file")->type_name("FILE|-");
    s->add_flag("--nothing-medical", o.nothing_medical,
                "who records it confirms that nothing medical stands in it");
  }
  for (auto* s : {list, show, open, record, handover, melding, close})
    s->add_option("--on", o.on, "the day (default: today)")->type_name("DATE");
  sub->footer("Example: verzuim dossier record D3f2a9c51e07b4d68 contact reached=yes by=mentor");
}

void add_rules(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("rules", "list, show, check and test rules");
  sub->require_subcommand(1);
  RulesOptions& o = all.rules;
  const auto verb = [&](const char* name, const char* what, const char* example) {
    return verb_of(*sub, o, name, what, example);
  };
  verb("list", "the rules in use and those that can be chosen", "rules list");
  verb("show", "one rule with its source", "rules show lpw16")
      ->add_option("ID", o.id, "the rule")
      ->required();
  verb("check", "look for faults in rules and ladders", "rules check rules/ ladders/")
      ->add_option("PATH", o.paths, "files or folders (default: all shipped)");
  auto* test = verb("test", "run the tests inside the rule files", "rules test --mutate rules/");
  test->add_option("PATH", o.paths, "files or folders (default: all shipped)");
  test->add_flag("--mutate", o.mutate,
                 "change each number of a rule by one step, and list what no test sees");
  auto* trial = verb("try", "what a changed rule set would have done over a past period",
                     "rules try rules/ --from 2025-08-01 --until 2026-07-31");
  trial->add_option("PATH", o.paths, "the changed rules: files or folders (default: the rules in use)");
  trial->add_option("--against", o.against, "compare with these rules (default: the rules in use)")
      ->type_name("PATH");
  trial->add_option("--from", o.from, "first day of the period")->required()->type_name("DATE");
  trial->add_option("--until", o.until, "last day of the period")->required()->type_name("DATE");
  trial->add_option("--format", o.format, "form of the comparison")->check(among({"text", "csv", "toml"}));
  trial->add_flag("--pupils", o.pupils, "say whose signals differ");
  sub->footer("Example: verzuim rules test my-school/");
}

void add_store(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("store", "look after the store: check, copy, show, keep and erase");
  sub->require_subcommand(1);
  StoreOptions& o = all.store;
  const auto verb = [&](const char* name, const char* what, const char* example) {
    return verb_of(*sub, o, name, what, example);
  };
  verb("info", "what the store holds", "store info");
  auto* check = verb("check", "look whether all of it is sound", "store check");
  check->add_option("--head", o.head, "the audit must hold this head, printed before")->type_name("HASH");
  verb("backup", "copy the store while it is in use", "store backup /media/backup/verzuim-2026-11-25.db")
      ->add_option("FILE", o.file, "a new file")
      ->required();
  auto* show =
      verb("export", "everything that is held of one pupil", "store export --pupil P0412 > P0412.txt");
  show->add_option("--format", o.format, "form of it")->check(among({"text", "toml"}));
  auto* hold = verb("hold", "keep the data of a pupil, or list whose data are kept",
                    "store hold --pupil P0412 --why complaint");
  auto* release = hold->add_flag("--release", o.release, "let go");
  auto* forget =
      verb("forget", "erase one pupil before the term", "store forget --pupil P0412 --why request");
  for (auto* s : {show, hold, forget}) {
    auto* pupil = s->add_option("--pupil", o.pupil, "whose")->type_name("P");
    if (s != hold) pupil->required();
    if (s == hold) release->needs(pupil);
  }
  hold->add_option("--why", o.why, "the reason, as a code")->excludes(release)->type_name("CODE");
  forget->add_option("--why", o.why, "the reason, as a code")->required()->type_name("CODE");
  auto* purge = verb("purge", "erase the pupils whose term is over", "store purge --due --dry-run");
  auto* due =
      purge->add_flag("--due", o.due, "all whose term is over; without it only finish an earlier purge");
  purge->add_option("--on", o.on, "as-of date (default: today)")->needs(due)->type_name("DATE");
  purge->add_flag("--dry-run", o.dry_run, "list them, erase nothing")->needs(due);
  auto* audit = verb("audit", "who saw or changed what", "store audit --from 100");
  audit->add_flag("--head", o.only_head, "only the hash of the last line");
  audit->add_option("--from", o.from, "from this line on")->check(CLI::PositiveNumber)->type_name("N");
  sub->footer("Example: verzuim store backup /media/backup/verzuim-2026-11-25.db");
}
