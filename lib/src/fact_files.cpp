// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/fact_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "verzuim/canonical.hpp"
#include "verzuim/source.hpp"

namespace verzuim {
namespace {

/// The schools that absences name, each with its number.
class SchoolNumbers {
 public:
  std::int32_t of(std::string_view school) {
    if (const auto found = numbers_.find(school); found != numbers_.end()) return found->second;
    const auto number = static_cast<std::int32_t>(names.size());
    names.emplace_back(school);
    numbers_.emplace(school, number);
    return number;
  }
  std::vector<std::string> names;

 private:
  std::map<std::string, std::int32_t, std::less<>> numbers_;
};

/// What all files share while they are read.
struct Desk {
  std::function<void(const Reject&)> refuse;
  bool gemeente = false;
  SchoolNumbers schools;
};

/// One absences file on its way through, with its current row copied out.
class AbsenceStream {
 public:
  AbsenceStream(std::unique_ptr<std::istream> in, const std::string& name, Desk& desk)
      : in_(std::move(in)),
        source_(*in_, name),
        name_(name),
        reader_(source_.text(Encoding::utf8), name, Reference::shipped()),
        desk_(desk) {}

  CanonicalReader& reader() { return reader_; }
  const std::string& name() const { return name_; }
  ReadFile read_file() { return {name_, source_.sha256(), false}; }
  bool done() const { return done_; }
  const std::string& pupil() const { return pupil_; }
  const Absence& absence() const { return absence_; }

  void next() {
    while (reader_.next()) {
      if (reader_.fault())
        desk_.refuse(*reader_.fault());
      else if (take(std::get<AbsenceRow>(reader_.fact())))
        return;
    }
    done_ = true;
  }

 private:
  bool take(const AbsenceRow& row) {
    if (row.pupil < pupil_ || (row.pupil == pupil_ && row.absence.date < absence_.date))
      throw Error(ErrorCode::data,
                  "the rows are not sorted by pupil and date; sort them first: verzuim ingest --to csv FILE",
                  {name_, reader_.line(), 0});
    pupil_ = row.pupil;
    absence_ = row.absence;
    absence_.line = reader_.line();
    if (desk_.gemeente && barred_from_gemeente(reader_.fact())) {
      desk_.refuse(barred_row({name_, reader_.line(), 0}));
      return false;
    }
    absence_.school = desk_.schools.of(row.school);
    return true;
  }

  std::unique_ptr<std::istream> in_;
  Source source_;
  std::string name_;
  CanonicalReader reader_;
  Desk& desk_;
  std::string pupil_;
  Absence absence_;
  bool done_ = false;
};

bool same_key(const Absence& a, const Absence& b) {
  return a.date == b.date && a.lesson == b.lesson && a.school == b.school;
}
bool same_value(const Absence& a, const Absence& b) {
  return a.minutes == b.minutes && a.kind == b.kind && a.mark == b.mark;
}

}  // namespace

struct FactFiles::Parts {
  Desk desk;
  bool has_pupils = false;
  std::map<std::string, PupilFacts, std::less<>> pupils;
  std::vector<School> schools;
  std::vector<OwnDaysOff> days_off;
  Timetables timetables;
  std::vector<std::unique_ptr<AbsenceStream>> absences;
  std::mutex turn;
  std::map<std::string, PupilFacts, std::less<>>::iterator known;  ///< the next of `pupils`
  std::size_t portions = 0;
  std::vector<std::pair<AbsenceStream*, ReadFile>> read;  ///< null where the fingerprint is taken already

  PupilFacts& pupil(const std::string& id) {
    PupilFacts& facts = pupils[id];
    facts.pupil = id;
    return facts;
  }

  void take(const Row& row) {
    if (const auto* p = std::get_if<PupilRow>(&row)) pupil(p->pupil).enrolments.push_back(p->enrolment);
    if (const auto* d = std::get_if<DiplomaRow>(&row)) pupil(d->pupil).diplomas.push_back(d->diploma);
    if (const auto* e = std::get_if<ExemptionRow>(&row)) pupil(e->pupil).exemptions.push_back(e->exemption);
    if (const auto* c = std::get_if<ConcernRow>(&row)) pupil(c->pupil).concerns.push_back(c->concern);
    if (const auto* t = std::get_if<TimetableRow>(&row)) timetables.add(*t);
    if (const auto* s = std::get_if<School>(&row)) schools.push_back(*s);
    if (const auto* o = std::get_if<OwnDaysOff>(&row)) days_off.push_back(*o);
  }

  /// The pupil that comes next: the first of those in memory and those at the head of a stream. Null at the
  /// end.
  const std::string* next_pupil() const {
    const std::string* next = known != pupils.end() ? &known->first : nullptr;
    for (const auto& stream : absences)
      if (!stream->done() && (next == nullptr || stream->pupil() < *next)) next = &stream->pupil();
    return next;
  }

  /// Fills in the facts of the next pupil; false at the end.
  bool next(PupilFacts& facts) {
    const std::string* id = next_pupil();
    if (id == nullptr) return false;
    if (known != pupils.end() && known->first == *id) {
      facts = std::move(known->second);
      ++known;
    } else {
      facts = {};
      facts.pupil = *id;
    }
    take_absences(facts);
    std::stable_sort(facts.enrolments.begin(), facts.enrolments.end(),
                     [](const Enrolment& a, const Enrolment& b) { return a.from < b.from; });
    std::stable_sort(facts.concerns.begin(), facts.concerns.end(),
                     [](const Concern& a, const Concern& b) { return a.on < b.on; });
    return true;
  }

  void take_absences(PupilFacts& facts) {
    for (const auto& stream : absences)
      for (; !stream->done() && stream->pupil() == facts.pupil; stream->next())
        facts.absences.push_back(stream->absence());
    const auto by_key = [](const Absence& a, const Absence& b) {
      return std::tuple(a.date, a.lesson, a.school) < std::tuple(b.date, b.lesson, b.school);
    };
    std::stable_sort(facts.absences.begin(), facts.absences.end(), by_key);
    drop_conflicts(facts.absences);
  }

  /// The same key twice: equal rows are one, different ones are all refused.
  void drop_conflicts(std::vector<Absence>& all) {
    std::vector<Absence> kept;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      bool conflict = false;
      for (; end < all.size() && same_key(all[i], all[end]); ++end)
        conflict = conflict || !same_value(all[i], all[end]);
      if (!conflict) kept.push_back(all[i]);
      for (std::size_t k = i; conflict && k < end; ++k)
        desk.refuse(
            {{absences.front()->name(), all[k].line, 0},
             "conflict",
             "",
             fmt::format(
                 "the same pupil, school, date and lesson stands on line {} with other values; keep one",
                 all[k == i ? i + 1 : i].line)});
      i = end;
    }
    all = std::move(kept);
  }
};

/// The files are read by one thread at a time; what is done with the pupils needs no turn.
class FactFiles::Reader : public PupilReader {
 public:
  explicit Reader(Parts& files) : files_(files) {}

  bool next(Portion& portion) override {
    const std::lock_guard lock(files_.turn);
    portion.number = files_.portions++;
    portion.count = 0;
    while (portion.count < portion_pupils && files_.next(portion.room())) {
    }
    if (portion.count < portion_pupils) --portion.count;  // for the last one there was no pupil
    // The texts of schools grow while files are read, so each portion has those that it can name.
    const auto& names = files_.desk.schools.names;
    for (std::size_t i = portion.schools.size(); i < names.size(); ++i) portion.schools.push_back(names[i]);
    return portion.count > 0;
  }

 private:
  static constexpr std::size_t portion_pupils = 64;
  Parts& files_;
};

FactFiles::FactFiles(std::function<void(const Reject&)> refuse, bool gemeente)
    : parts_(std::make_unique<Parts>()) {
  parts_->desk.refuse = std::move(refuse);
  parts_->desk.gemeente = gemeente;
}
FactFiles::~FactFiles() = default;

void FactFiles::add(std::unique_ptr<std::istream> in, const std::string& name) {
  auto stream = std::make_unique<AbsenceStream>(std::move(in), name, parts_->desk);
  CanonicalReader& reader = stream->reader();
  if (reader.kind() == FileKind::absences) {
    stream->next();
    parts_->read.emplace_back(stream.get(), ReadFile{});
    parts_->absences.push_back(std::move(stream));
    return;
  }
  parts_->has_pupils = parts_->has_pupils || reader.kind() == FileKind::pupils;
  while (reader.next()) {
    if (reader.fault())
      parts_->desk.refuse(*reader.fault());
    else
      parts_->take(reader.fact());
  }
  parts_->read.emplace_back(nullptr, stream->read_file());
}

void FactFiles::finish() { parts_->timetables.finish(); }
bool FactFiles::has_pupils() const { return parts_->has_pupils; }
const Timetables& FactFiles::timetables() const { return parts_->timetables; }
const std::vector<School>& FactFiles::school_rows() const { return parts_->schools; }
const std::vector<OwnDaysOff>& FactFiles::days_off() const { return parts_->days_off; }
std::unique_ptr<Calendar> FactFiles::calendar() const {
  return std::make_unique<Calendar>(Reference::shipped(), parts_->schools, parts_->days_off);
}

PupilReaders FactFiles::readers(int number) {
  parts_->known = parts_->pupils.begin();
  PupilReaders readers;
  for (int i = 0; i < number; ++i) readers.push_back(std::make_unique<Reader>(*parts_));
  return readers;
}

std::vector<ReadFile> FactFiles::read_files() {
  std::vector<ReadFile> files;
  for (const auto& [stream, file] : parts_->read)
    files.push_back(stream != nullptr ? stream->read_file() : file);
  return files;
}

}  // namespace verzuim
