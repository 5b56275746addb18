// SPDX-License-Identifier: EUPL-1.2
// verzuim report letter, and report dossier: one document about one dossier, for one reader.
#include "report_letter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "ground.hpp"
#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

const DisclosureLetter& kind_of(const ReportOptions& options) {
  if (options.what == "dossier") return letter_kind("dossier");
  if (options.letter.empty())
    throw Error(ErrorCode::usage, "say which letter: " + join(letter_kinds(), ", "));
  return letter_kind(options.letter);
}

void check_options(const ReportOptions& options, const DisclosureLetter& kind) {
  if (options.dossier.empty())
    throw Error(ErrorCode::usage, "say about which dossier: --dossier ID; `verzuim dossier list` shows them");
  if (options.actions || !options.gemeente.empty() || !options.period.empty())
    throw Error(ErrorCode::usage,
                "a letter is about one dossier; leave out --gemeente, --period and -, and use --to for the "
                "gemeente or school that receives it");
  if (options.for_role.empty() ||
      std::find(kind.roles.begin(), kind.roles.end(), options.for_role) != kind.roles.end())
    return;
  const std::string near = nearest(options.for_role, kind.roles);
  throw Error(
      ErrorCode::usage,
      fmt::format("--for: the letter `{}` is not for `{}`; {}", kind.id, options.for_role,
                  near.empty() ? "it is for " + join(kind.roles, ", ") : "did you mean `" + near + "`?"));
}

LetterFormat format_of(const ReportOptions& options) {
  if (options.format.empty()) return options.out.empty() ? LetterFormat::text : LetterFormat::html;
  if (const auto format = parse_letter_format(options.format)) return *format;
  throw Error(ErrorCode::usage,
              fmt::format("`{}` is no form of a letter; write text or html", options.format));
}

/// `--to` is a gemeente or a school; whichever it is says who receives the letter.
void address(DossierReader& reader, const ReportOptions& options, const DisclosureLetter& kind,
             const DossierState& state) {
  if (options.to.empty()) {
    if (kind.elsewhere && reader.holder == RoleHolder::school)
      for (const Handover& offer : state.handovers)
        if (!offer.school.empty()) reader.school = offer.school;
    if (kind.elsewhere && reader.holder == RoleHolder::school && reader.school.empty())
      throw Error(ErrorCode::usage,
                  fmt::format("`{}` goes to another school; say which with --to BRIN", kind.id));
    return;
  }
  if (reader.holder == RoleHolder::school && is_brin(options.to)) {
    reader.school = options.to;
    return;
  }
  const auto code = Reference::shipped().gemeente_code(options.to);
  if (reader.holder == RoleHolder::gemeente && code) {
    reader.gemeente = *code;
    return;
  }
  throw Error(ErrorCode::usage,
              fmt::format("--to: `{}` is no {} that a letter for {} can go to", options.to,
                          reader.holder == RoleHolder::gemeente ? "gemeente" : "school (BRIN)", reader.role));
}

DossierReader reader_of(const Global& global, const ReportOptions& options, const DisclosureLetter& kind,
                        const DossierState& state, const Ladder& ladder, const PupilFacts& facts, Date on) {
  DossierReader reader;
  reader.on = on;
  know_pupil(reader, Law::shipped(), facts, state.sector);
  reader.role = options.for_role.empty() ? usual_reader(kind, reader.duty) : options.for_role;
  reader.holder = ladder.holder(reader.role);
  reader.letter = kind.id;
  if (global.config.holder_kind == "gemeente" && reader.holder != RoleHolder::gemeente)
    throw Error(
        ErrorCode::not_permitted,
        fmt::format("this store is of a gemeente, which holds only a part of a dossier; letters for {} "
                    "come from the school",
                    reader.role));
  address(reader, options, kind, state);
  return reader;
}

/// The user's own template where the config names a folder that has it, else the shipped one.
void take_template(LetterSource& source, const Global& global, const DisclosureLetter& kind,
                   Language language) {
  source.template_name = template_file(kind.id, language);
  source.template_text = shipped_template(kind.id, language);
  if (global.config.templates.empty()) return;
  const std::filesystem::path own = std::filesystem::path(global.config.templates) / source.template_name;
  if (!std::filesystem::exists(own)) return;
  source.template_name = own.string();
  source.template_text = read_file(own.string(), by_hand);
  if (source.template_text.size() > by_hand)
    throw Error(ErrorCode::config, "the template is larger than 1 MiB; shorten it", {own.string()});
}

std::string school_name(Store& store, const std::string& school) {
  for (const School& row : store.schools())
    if (row.school == school || row.school == brin_of(school)) return row.name;
  return {};
}

void put(const ReportFile& file, const std::string& folder) {
  if (folder.empty()) {
    print(file.text);
    return;
  }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw Error(ErrorCode::cannot_create,
                fmt::format("this folder cannot be made: {}; choose another with --out", failed.message()),
                {folder});
  write_file((std::filesystem::path(folder) / file.name).string(), file.text);
}

}  // namespace

int report_letter(const Global& global, const ReportOptions& options, Date on,
                  const DocumentOptions& document) {
  const DisclosureLetter& kind = kind_of(options);
  if (options.show_template) {
    print(shipped_template(kind.id, document.language));
    return 0;
  }
  check_options(options, kind);
  const LetterFormat format = format_of(options);
  if (!std::filesystem::exists(global.store))
    throw Error(ErrorCode::no_input,
                "there is no store here yet; begin with `verzuim ingest`, or say where it is with --store",
                {global.store});
  Store store(global.store, false);
  expect_holder(global, store);
  std::vector<DossierEvent> events = store.events(options.dossier);
  events.erase(std::remove_if(events.begin(), events.end(), [&](const DossierEvent& e) { return e.on > on; }),
               events.end());
  if (events.empty())
    throw Error(ErrorCode::no_input,
                fmt::format("there is no dossier `{}` on {}; see `verzuim dossier list --all`",
                            options.dossier, to_string(on)));
  const Ground ground(global, store);
  const DossierState state = fold(events, ground.ladders);
  const Ladder& ladder = *ground.ladders.find(state.ladder);
  PupilFacts facts;
  const std::vector<std::string> only = {state.pupil};
  store.note_read(&only, options.for_role.empty() ? "" : "for " + options.for_role);
  store.each_pupil([&](const PupilFacts& found) { facts = found; }, &only);
  noting_refusal(store, state.pupil, options.for_role, [&] {
    const DossierView view(state, events, ladder, reader_of(global, options, kind, state, ladder, facts, on));
    const Timetables timetables = store.timetables();
    const Setting setting{&Law::shipped(), &Reference::shipped(), &ground.calendar, &timetables,
                          &store.school_names()};
    LetterSource source;
    source.view = &view;
    source.facts = &facts;
    source.setting = &setting;
    source.school_name = school_name(store, state.school);
    const std::string sender = letter_sender(kind, view);
    const Contact* contact = global.config.directory.find(sender, state.school, state.gemeente);
    if (contact != nullptr) source.contact = {contact->function, contact->phone, contact->mail};
    std::vector<MeldingForm> forms;
    if (kind.id == "melding") {
      forms = melding_forms(ground.setting, on, facts, events);
      forms.erase(std::remove_if(forms.begin(), forms.end(), [](const MeldingForm& f) { return !f.made; }),
                  forms.end());
      if (!forms.empty()) source.melding = &forms.back();
    }
    take_template(source, global, kind, document.language);
    const Letter letter = write_letter(kind, source, format, document);
    put(letter.file, options.out);
    if (!letter.gaps.empty() && !global.quiet)
      say(fmt::format("verzuim report: {} has blanks to fill in: {}", kind.id, join(letter.gaps, "; ")));
    if (contact == nullptr && !global.quiet)
      say("verzuim report: " + contact_gap(sender, state.school, state.gemeente));
  });
  return 0;
}
