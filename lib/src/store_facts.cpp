// SPDX-License-Identifier: EUPL-1.2
// The small kinds of facts on their way in: every kind is a table with a key, a batch and values.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <variant>

#include "store_intake.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// A value of a column; monostate is NULL.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;
using Cells = std::vector<Cell>;

struct Shape {
  std::string_view table;
  std::vector<std::string> key, values;
};

const Shape& shape_of(FileKind kind) {
  static const std::array<Shape, 8> shapes = {
      Shape{"enrolment", {"pupil", "school", "since"}, {"until", "sector", "born", "gemeente", "weekly_minutes", "class", "mentor", "level"}},
      Shape{"diploma", {"pupil", "diploma"}, {"day"}},
      Shape{"exemption", {"pupil", "article", "since"}, {"until"}},
      Shape{},
      Shape{"timetable", {"class", "since", "weekday", "lesson"}, {"until", "subject", "minutes"}},
      Shape{"concern", {"pupil", "day", "role", "theme"}, {}},
      Shape{"school_row", {"school"}, {"name", "gemeente", "region", "email"}},
      Shape{"calendar_row", {"school", "since"}, {"until", "name"}}};
  return shapes[static_cast<std::size_t>(kind)];
}

/// One row in cells. The first key of a kind about pupils is the pupil: first its place in the file, then its number.
struct Fact {
  Cells key, values;
  int line = 0;
  std::int32_t last_day = 0;
};

Cell number(std::int64_t value) { return value; }
Cell day(Date date) { return static_cast<std::int64_t>(date.day); }

void dated(Fact& fact, Date date, Intake& in) {
  fact.last_day = date.day;
  in.see_date(date);
}

Fact fact_of(const Row& row, Intake& in) {
  Fact f;
  const auto pupil = [&](const std::string& id) { return number(in.pupils.local(id)); };
  if (const auto* r = std::get_if<PupilRow>(&row)) {
    const Enrolment& e = r->enrolment;
    f.key = {pupil(r->pupil), e.school, day(e.from)};
    f.values = {day(e.until), number(static_cast<int>(e.sector)), e.birth_date ? day(*e.birth_date) : Cell{}, e.gemeente,
                number(e.weekly_minutes), e.group, e.mentor, e.level};
    dated(f, e.from, in);
  } else if (const auto* d = std::get_if<DiplomaRow>(&row)) {
    f.key = {pupil(d->pupil), d->diploma.diploma};
    f.values = {day(d->diploma.on)};
    dated(f, d->diploma.on, in);
  } else if (const auto* x = std::get_if<ExemptionRow>(&row)) {
    f.key = {pupil(x->pupil), x->exemption.article, day(x->exemption.from)};
    f.values = {day(x->exemption.until)};
    dated(f, x->exemption.from, in);
  } else if (const auto* c = std::get_if<ConcernRow>(&row)) {
    f.key = {pupil(c->pupil), day(c->concern.on), c->concern.by, c->concern.theme};
    dated(f, c->concern.on, in);
  } else if (const auto* t = std::get_if<TimetableRow>(&row)) {
    f.key = {t->group, day(t->from), number(t->weekday), number(t->lesson)};
    f.values = {day(t->until), t->subject, number(t->minutes)};
    dated(f, t->from, in);
  } else if (const auto* s = std::get_if<School>(&row)) {
    f.key = {s->school};
    f.values = {s->name, s->gemeente, s->region, s->email};
  } else if (const auto* o = std::get_if<OwnDaysOff>(&row)) {
    f.key = {o->school, day(o->from)};
    f.values = {day(o->until), o->name};
    dated(f, o->from, in);
  }
  return f;
}

std::string list(const std::vector<std::string>& names, std::string_view end, std::string_view between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : std::string(between)) + name + std::string(end);
  return text;
}

void bind(SQLite::Statement& statement, int index, const Cell& cell) {
  if (const auto* n = std::get_if<std::int64_t>(&cell)) statement.bind(index, *n);
  else if (const auto* t = std::get_if<std::string>(&cell)) statement.bindNoCopy(index, *t);
  else statement.bind(index);
}

bool equal(SQLite::Column column, const Cell& cell) {
  if (const auto* n = std::get_if<std::int64_t>(&cell)) return !column.isNull() && column.getInt64() == *n;
  if (const auto* t = std::get_if<std::string>(&cell)) return !column.isNull() && column.getString() == *t;
  return column.isNull();
}

class FactTaker : public Taker {
 public:
  FactTaker(Intake& intake, FileKind kind)
      : in_(intake), kind_(kind), shape_(shape_of(kind)),
        about_pupils_(shape_.key.front() == "pupil"),
        find_(in_.parts.db, fmt::format("SELECT batch{} FROM {} WHERE {} ORDER BY batch DESC LIMIT 2", shape_.values.empty() ? "" : ", " + list(shape_.values, "", ", "),
                                        shape_.table, list(shape_.key, " = ?", " AND "))),
        insert_(in_.parts.db, fmt::format("INSERT INTO {}({}) VALUES({})", shape_.table, list(columns(), "", ", "),
                                          list(std::vector<std::string>(columns().size(), "?"), "", ", "))),
        erase_(in_.parts.db, fmt::format("DELETE FROM {} WHERE {} AND batch = ?", shape_.table, list(shape_.key, " = ?", " AND "))) {}

  void take(const Row& row, int line) override {
    facts_.push_back(fact_of(row, in_));
    facts_.back().line = line;
    if (facts_.size() >= 20'000) flush();
  }
  void finish() override {
    flush();
    touch_shared();
  }

 private:
  /// How a key stands.
  struct Version {
    bool known = false, ours = false, older = false, same = false;  ///< ours: written by this file; older: there is one before it
  };

  std::vector<std::string> columns() const {
    std::vector<std::string> all = shape_.key;
    all.insert(all.end(), {"batch", "line"});
    all.insert(all.end(), shape_.values.begin(), shape_.values.end());
    return all;
  }
  void flush();
  void settle(const Fact& fact);
  Version find(const Fact& fact);
  void write(const Fact& fact);
  void undo(const Fact& fact, const Version& version);
  void touch_shared();
  std::set<std::string> schools_of_changed();

  Intake& in_;
  FileKind kind_;
  const Shape& shape_;
  bool about_pupils_;
  SQLite::Statement find_, insert_, erase_;
  std::vector<Fact> facts_;
  std::unordered_map<std::size_t, int> lines_;  ///< by hash of the key: the line it came on; negative after a conflict
  std::set<std::string> changed_;               ///< first keys of what is shared by many pupils
};

void FactTaker::flush() {
  if (about_pupils_) {
    in_.pupils.resolve();
    for (Fact& fact : facts_) fact.key[0] = number(in_.pupils.number(static_cast<std::uint32_t>(std::get<std::int64_t>(fact.key[0]))));
  }
  std::stable_sort(facts_.begin(), facts_.end(), [](const Fact& a, const Fact& b) { return a.key < b.key; });
  for (const Fact& fact : facts_) settle(fact);
  facts_.clear();
}

std::size_t hash_of(const Cells& key) {
  std::string bytes;
  for (const Cell& cell : key) {
    if (const auto* n = std::get_if<std::int64_t>(&cell)) bytes += std::to_string(*n);
    else if (const auto* t = std::get_if<std::string>(&cell)) bytes += *t;
    bytes += '\n';
  }
  return std::hash<std::string>{}(bytes);
}

FactTaker::Version FactTaker::find(const Fact& fact) {
  Version version;
  for (std::size_t i = 0; i < fact.key.size(); ++i) bind(find_, static_cast<int>(i) + 1, fact.key[i]);
  if (find_.executeStep()) {
    version.known = version.same = true;
    version.ours = find_.getColumn(0).getInt() == in_.receipt.batch;
    for (std::size_t i = 0; i < fact.values.size(); ++i)
      version.same = version.same && equal(find_.getColumn(static_cast<int>(i) + 1), fact.values[i]);
    version.older = find_.executeStep();
  }
  find_.reset();
  return version;
}

void FactTaker::settle(const Fact& fact) {
  Receipt& receipt = in_.receipt;
  const Version version = find(fact);
  const auto [seen, first] = lines_.emplace(hash_of(fact.key), fact.line);
  if (!first) {
    const int other = std::abs(seen->second);
    if (seen->second > 0 && version.same) {
      ++receipt.same;
      return;
    }
    if (seen->second > 0) {
      undo(fact, version);
      in_.conflict(other, fact.line, kind_);
      seen->second = -other;
    }
    in_.conflict(fact.line, other, kind_);
    return;
  }
  if (version.same) {
    ++receipt.same;
    return;
  }
  ++(version.known ? receipt.changed : receipt.fresh);
  write(fact);
}

/// Takes back what an earlier row of this file with the same key did.
void FactTaker::undo(const Fact& fact, const Version& version) {
  Receipt& receipt = in_.receipt;
  if (!version.ours) {
    --receipt.same;
    return;
  }
  --(version.older ? receipt.changed : receipt.fresh);
  for (std::size_t i = 0; i < fact.key.size(); ++i) bind(erase_, static_cast<int>(i) + 1, fact.key[i]);
  erase_.bind(static_cast<int>(fact.key.size()) + 1, receipt.batch);
  erase_.exec();
  erase_.reset();
}

void FactTaker::write(const Fact& fact) {
  int index = 0;
  for (const Cell& cell : fact.key) bind(insert_, ++index, cell);
  insert_.bind(++index, in_.receipt.batch);
  insert_.bind(++index, fact.line);
  for (const Cell& cell : fact.values) bind(insert_, ++index, cell);
  insert_.exec();
  insert_.reset();
  if (about_pupils_) in_.touch(static_cast<std::int32_t>(std::get<std::int64_t>(fact.key[0])), kind_, fact.last_day);
  else changed_.insert(std::get<std::string>(fact.key[0]));
}

/// The schools whose calendar or row changed, as they stand in enrolments.
std::set<std::string> FactTaker::schools_of_changed() {
  std::set<std::string> schools;
  SQLite::Statement rows(in_.parts.db, "SELECT DISTINCT school FROM enrolment");
  while (rows.executeStep()) schools.insert(rows.getColumn(0).getString());
  if (changed_.count("*") > 0) return schools;
  std::vector<School> with_region;
  SQLite::Statement regions(in_.parts.db, "SELECT school, region FROM school_row ORDER BY school, batch");
  while (regions.executeStep()) with_region.push_back({regions.getColumn(0).getString(), {}, {}, regions.getColumn(1).getString(), {}});
  const Calendar calendar(Reference::shipped(), std::move(with_region), {});
  const auto changed = [&](const std::string& school) {
    // A row of one vestiging may speak for the whole school, so look at the BRIN.
    const auto same_brin = [&](const std::string& c) { return brin_of(c) == brin_of(school); };
    return changed_.count(calendar.region_of(school)) > 0 || std::any_of(changed_.begin(), changed_.end(), same_brin);
  };
  std::set<std::string> hit;
  std::copy_if(schools.begin(), schools.end(), std::inserter(hit, hit.end()), changed);
  return hit;
}

void FactTaker::touch_shared() {
  if (changed_.empty()) return;
  const bool by_class = kind_ == FileKind::timetable;
  const std::set<std::string> hit = by_class ? changed_ : schools_of_changed();
  SQLite::Statement rows(in_.parts.db, by_class ? "SELECT pupil, class, id FROM enrolment JOIN pupil ON no = pupil" : "SELECT pupil, school FROM enrolment");
  while (rows.executeStep())
    if (hit.count(rows.getColumn(1).getString()) > 0 || (by_class && hit.count(rows.getColumn(2).getString()) > 0))
      in_.touched.push_back(rows.getColumn(0).getInt());
}

}  // namespace

std::unique_ptr<Taker> fact_taker(Intake& intake, FileKind kind) { return std::make_unique<FactTaker>(intake, kind); }

void Intake::conflict(int line, int other, FileKind kind) {
  std::vector<std::string> key;
  for (std::string_view column : key_columns(kind)) key.emplace_back(column);
  reject({{delivery.name, line, 1}, "conflict", "",
          fmt::format("line {} has the same {} with other values; keep one of the two", other, join(key, ", "))});
}

}  // namespace verzuim
