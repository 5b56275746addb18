// SPDX-License-Identifier: EUPL-1.2
// Everything that is held of one pupil, for whom it is about. Whatever table names a pupil is in it: versions
// that were corrected, what was withdrawn and who looked.
#include <fmt/format.h>

#include <array>

#include "store_audit.hpp"
#include "store_packed.hpp"
#include "store_versions.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// How a number or text of a column becomes readable.
enum class Form { plain, day, kind, mark, sector, until, yes };

struct Column {
  const char *name, *title;
  Form form = Form::plain;
};

constexpr std::array<std::string_view, 6> dutch_kinds = {"ongeoorloofd", "geoorloofd", "ziek",
                                                         "te laat",      "verwijderd", "nog niet bekend"};

std::string readable(SQLite::Column cell, Form form) {
  if (cell.isNull()) return {};
  switch (form) {
    case Form::day:
    case Form::until:
      return to_string(Date{cell.getInt()});
    case Form::sector:
      return std::string(sector_names.at(static_cast<std::size_t>(cell.getInt())));
    case Form::yes:
      return cell.getInt() != 0 ? "ja" : "nee";
    default:
      return cell.getString();
  }
}

class PupilTables {
 public:
  PupilTables(StoreParts& parts, Store& store, const std::string& id)
      : parts_(parts), store_(store), id_(id) {
    SQLite::Statement find(parts.db, "SELECT no FROM pupil WHERE id = ?");
    find.bind(1, id);
    if (!find.executeStep())
      throw Error(ErrorCode::no_input, "the store has no such pupil; check --pupil", {parts.path});
    number_ = find.getColumn(0).getInt64();
  }

  std::vector<PupilTable> read() {
    facts();
    absences();
    signals();
    dossiers();
    runs();
    add("hold", "Niet wissen: de gegevens worden vastgehouden",
        {{"why", "waarom"}, {"at", "sinds"}, {"actor", "door"}},
        "SELECT why, at, actor FROM hold WHERE pupil = ?");
    looks();
    return std::move(tables_);
  }

 private:
  static PupilTable begin(const char* name, const char* title, const std::vector<Column>& columns) {
    PupilTable table{name, title, {}, {}};
    for (const Column& c : columns) table.columns.emplace_back(c.name, c.title);
    return table;
  }
  void keep(PupilTable table) {
    if (!table.rows.empty()) tables_.push_back(std::move(table));
  }

  void add(const char* name, const char* title, const std::vector<Column>& columns, const std::string& sql,
           bool by_key = false) {
    PupilTable table = begin(name, title, columns);
    SQLite::Statement rows(parts_.db, sql);
    if (by_key)
      rows.bind(1, id_);
    else
      rows.bind(1, number_);
    while (rows.executeStep()) {
      std::vector<std::string> row;
      for (std::size_t i = 0; i < columns.size(); ++i)
        row.push_back(readable(rows.getColumn(static_cast<int>(i)), columns[i].form));
      table.rows.push_back(std::move(row));
    }
    keep(std::move(table));
  }

  void facts() {
    const std::string from = " JOIN batch ON batch.no = batch WHERE pupil = ? ORDER BY batch, ";
    add("enrolments", "Inschrijvingen",
        {{"school", "school"},
         {"from", "van", Form::day},
         {"until", "tot en met", Form::until},
         {"sector", "sector", Form::sector},
         {"birth_date", "geboortedatum", Form::day},
         {"gemeente", "gemeente"},
         {"weekly_minutes", "minuten per week"},
         {"group", "klas"},
         {"mentor", "mentor"},
         {"level", "niveau"},
         {"file", "uit bestand"},
         {"at", "ingelezen op"}},
        "SELECT school, since, until, sector, born, gemeente, weekly_minutes, class, mentor, level, file, at "
        "FROM "
        "enrolment" +
            from + "since");
    add("diplomas", "Diploma's",
        {{"diploma", "diploma"},
         {"on", "behaald op", Form::day},
         {"file", "uit bestand"},
         {"at", "ingelezen op"}},
        "SELECT diploma, day, file, at FROM diploma" + from + "day");
    add("exemptions", "Vrijstellingen en verlof",
        {{"article", "artikel"},
         {"from", "van", Form::day},
         {"until", "tot en met", Form::until},
         {"file", "uit bestand"},
         {"at", "ingelezen op"}},
        "SELECT article, since, until, file, at FROM exemption" + from + "since");
    add("concerns", "Zorgen die iemand meldde",
        {{"on", "op", Form::day},
         {"by", "door"},
         {"theme", "thema"},
         {"file", "uit bestand"},
         {"at", "ingelezen op"}},
        "SELECT day, role, theme, file, at FROM concern" + from + "day");
    add("timetable", "Eigen rooster",
        {{"from", "van", Form::day},
         {"until", "tot en met", Form::until},
         {"weekday", "dag van de week"},
         {"lesson", "lesuur"},
         {"subject", "vak"},
         {"minutes", "minuten"},
         {"file", "uit bestand"}},
        "SELECT since, until, weekday, lesson, subject, minutes, file FROM timetable JOIN batch ON batch.no "
        "= batch "
        "WHERE class = ? ORDER BY batch, since, weekday, lesson",
        true);
  }

  void absences() {
    PupilTable table = begin("absences", "Afwezigheid, ook wat later is verbeterd of ingetrokken",
                             {{"date", "datum"},
                              {"lesson", "lesuur"},
                              {"minutes", "minuten"},
                              {"kind", "soort"},
                              {"subject", "vak"},
                              {"code", "code van de school"},
                              {"school", "school"},
                              {"state", "stand"},
                              {"file", "uit bestand"},
                              {"line", "regel"},
                              {"at", "ingelezen op"}});
    const auto subjects = parts_.names("subject"), codes = parts_.names("code"),
               schools = parts_.names("school");
    const auto text = [](const std::vector<std::string>& names, std::int32_t number) {
      return static_cast<std::size_t>(number) < names.size() ? names[static_cast<std::size_t>(number)]
                                                             : std::string();
    };
    SQLite::Statement rows(
        parts_.db,
        "SELECT versions, file, at FROM absence JOIN batch ON batch.no = pupil_batch & 16777215 "
        "WHERE pupil_batch >> 24 = ? ORDER BY pupil_batch");
    rows.bind(1, number_);
    while (rows.executeStep()) {
      std::vector<StagedAbsence> versions;
      const SQLite::Column bytes = rows.getColumn(0);
      decode_versions({static_cast<const char*>(bytes.getBlob()), static_cast<std::size_t>(bytes.getBytes())},
                      static_cast<std::int32_t>(number_), versions);
      for (const StagedAbsence& v : versions) {
        const int lesson = v.lesson >= observed_lesson ? v.lesson - observed_lesson : v.lesson;
        const char* state = v.state == FactState::withdrawn ? "ingetrokken"
                            : v.state == FactState::open    ? "nog zonder einde"
                            : v.lesson >= observed_lesson   ? "gezien in de les"
                                                            : "gemeld";
        table.rows.push_back(
            {to_string(Date{v.day}), lesson == 0 ? "hele dag" : std::to_string(lesson),
             v.minutes < 0 ? "" : std::to_string(v.minutes), std::string(dutch_kinds.at(v.kind)),
             text(subjects, v.subject), text(codes, v.code), text(schools, v.school), state,
             rows.getColumn(1).getString(), std::to_string(v.line), rows.getColumn(2).getString()});
      }
    }
    keep(std::move(table));
  }

  void signals() {
    const std::vector<Column> columns = {{"signal", "signaal"},
                                         {"rule", "regel"},
                                         {"reached_on", "bereikt op", Form::day},
                                         {"window_from", "geteld vanaf", Form::day},
                                         {"count", "geteld"},
                                         {"threshold", "grens"},
                                         {"unit", "eenheid"},
                                         {"reason", "toelichting"},
                                         {"school", "school"},
                                         {"gemeente", "gemeente"},
                                         {"due_on", "uiterlijk", Form::day}};
    const std::string what =
        "SELECT id, rule, reached_on, window_from, count, threshold, unit, reason, school, gemeente, due_on";
    auto with = columns;
    with.push_back({"withdrawn", "ingetrokken", Form::yes});
    add("signals", "Signalen: wat de regels over de afwezigheid zeggen", with,
        what + ", withdrawn FROM signal WHERE pupil = ? ORDER BY reached_on, rule");
    add("earlier_signals", "Signalen die een tijd ingetrokken waren, zoals ze toen waren", columns,
        what + " FROM signal_gone WHERE pupil = ? ORDER BY reached_on, rule");
  }

  void dossiers() {
    PupilTable table = begin("events", "Dossiers: wat er is gebeurd en afgesproken",
                             {{"dossier", "dossier"},
                              {"on", "op"},
                              {"type", "wat"},
                              {"role", "door"},
                              {"school", "school"},
                              {"recorded_at", "vastgelegd op"},
                              {"fields", "inhoud"}});
    for (const DossierEvent& e : store_.events()) {
      if (e.pupil != id_) continue;
      std::vector<std::string> fields;
      for (const auto& [key, value] : e.fields) fields.push_back(key + "=" + value);
      table.rows.push_back({e.dossier, to_string(e.on), e.type, e.role.empty() ? "het programma" : e.role,
                            e.school, e.recorded_at, join(fields, "; ")});
    }
    keep(std::move(table));
  }

  void runs() {
    PupilTable table =
        begin("runs", "Keren dat de regels alleen over genoemde leerlingen zijn nagelopen, ook deze",
              {{"run", "nummer"}, {"at", "op"}});
    SQLite::Statement rows(parts_.db, "SELECT no, at, named FROM run WHERE named IS NOT NULL ORDER BY no");
    while (rows.executeStep()) {
      const SQLite::Column bytes = rows.getColumn(2);
      for (const std::int64_t number : unpacked_numbers(
               {static_cast<const char*>(bytes.getBlob()), static_cast<std::size_t>(bytes.getBytes())}))
        if (number == number_)
          table.rows.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString()});
    }
    keep(std::move(table));
  }

  /// Who looked at, or changed, what is about this pupil by name. What concerned all pupils at once is not
  /// about this one.
  void looks() {
    PupilTable table = begin("audit", "Wie heeft gekeken of iets vastgelegd",
                             {{"number", "regel"},
                              {"at", "op"},
                              {"actor", "wie"},
                              {"command", "wat"},
                              {"result", "uitkomst"},
                              {"why", "waarom"}});
    std::vector<std::string> keys;
    for (const AuditLine& line : store_.audit(1, keys)) {
      if (!line.object.starts_with("pupils ")) continue;
      for (const std::int64_t number : ranged_numbers(std::string_view(line.object).substr(7)))
        if (number == number_)
          table.rows.push_back(
              {std::to_string(line.number), line.at, line.actor, line.command, line.result, line.why});
    }
    keep(std::move(table));
  }

  StoreParts& parts_;
  Store& store_;
  std::string id_;
  std::int64_t number_ = 0;
  std::vector<PupilTable> tables_;
};

}  // namespace

std::vector<PupilTable> Store::everything_of(const std::string& pupil) {
  return translated(parts_->path, [&] {
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    return PupilTables(*parts_, *this, pupil).read();
  });
}

}  // namespace verzuim
