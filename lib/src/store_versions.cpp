// SPDX-License-Identifier: EUPL-1.2
#include "store_versions.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "verzuim/absence.hpp"

namespace verzuim {
namespace {

// A row is: days since the row before, lesson (its highest bit tells that `since` follows), kind with mark
// and state, minutes, school, subject, code, lines since the row before. Numbers take as many bytes as they
// need.
constexpr unsigned since_bit = 0x80;
constexpr unsigned mark_shift = 3, state_shift = 6;
static_assert(kind_names.size() <= 8 && mark_names.size() <= 8, "kind, mark and state share one byte");

char* put(char* to, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) *to++ = static_cast<char>(value | 0x80);
  *to++ = static_cast<char>(value);
  return to;
}
/// Small numbers of either sign as small numbers.
std::uint32_t folded_sign(std::int32_t value) {
  return static_cast<std::uint32_t>(value) << 1 ^ static_cast<std::uint32_t>(value >> 31);
}
std::int32_t unfolded_sign(std::uint32_t value) {
  return static_cast<std::int32_t>(value >> 1) ^ -static_cast<std::int32_t>(value & 1);
}

[[noreturn]] void damaged() {
  throw Error(ErrorCode::data, "the store is damaged; put a copy back in its place");
}

/// Takes numbers off the front of the bytes.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes)
      : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {}
  bool left() const { return at_ != end_; }
  std::uint32_t byte() {
    if (at_ == end_) damaged();
    return *at_++;
  }
  std::uint32_t number() {
    std::uint32_t value = byte();
    if (value < 0x80) return value;
    value &= 0x7F;
    for (unsigned shift = 7; shift < 35; shift += 7) {
      const std::uint32_t next = byte();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) return value;
    }
    damaged();
  }
  std::int32_t count() { return static_cast<std::int32_t>(number()); }

 private:
  const unsigned char *at_, *end_;
};

}  // namespace

void encode_versions(std::string& out, const std::vector<StagedAbsence>& rows) {
  std::int32_t day = rows.front().day, line = 0;
  char bytes[64];  // more than the numbers of a row can take
  char* to = put(bytes, folded_sign(day));
  to = put(to, static_cast<std::uint32_t>(rows.back().day - day));
  for (const StagedAbsence& r : rows) {
    const bool of_report = r.since != StagedAbsence::no_report;
    to = put(to, static_cast<std::uint32_t>(r.day - day));
    *to++ = static_cast<char>(static_cast<unsigned>(r.lesson) | (of_report ? since_bit : 0));
    *to++ = static_cast<char>(unsigned{r.kind} | unsigned{r.mark} << mark_shift |
                              static_cast<unsigned>(r.state) << state_shift);
    to = put(to, static_cast<std::uint32_t>(r.minutes + 1));
    to = put(to, static_cast<std::uint32_t>(r.school));
    to = put(to, static_cast<std::uint32_t>(r.subject));
    to = put(to, static_cast<std::uint32_t>(r.code));
    to = put(to, folded_sign(r.line - line));
    if (of_report) to = put(to, static_cast<std::uint32_t>(r.since));
    out.append(bytes, to);
    to = bytes;
    day = r.day;
    line = r.line;
  }
}

bool may_hold(std::string_view bytes, std::int32_t from, std::int32_t until) {
  Unpacker in(bytes);
  const std::int32_t first = unfolded_sign(in.number());
  return first <= until && first + in.count() >= from;
}

void decode_versions(std::string_view bytes, std::int32_t pupil, std::vector<StagedAbsence>& rows) {
  Unpacker in(bytes);
  std::int32_t day = unfolded_sign(in.number()), line = 0;
  in.number();
  while (in.left()) {
    StagedAbsence r;
    r.pupil = pupil;
    r.day = day += in.count();
    const std::uint32_t lesson = in.byte(), kind = in.byte();
    r.lesson = static_cast<std::int16_t>(lesson & ~since_bit);
    r.kind = kind & 7u;
    r.mark = kind >> mark_shift & 7u;
    r.state = static_cast<FactState>(kind >> state_shift);
    r.minutes = static_cast<std::int16_t>(in.count() - 1);
    r.school = in.count();
    r.subject = in.count();
    r.code = in.count();
    r.line = line += unfolded_sign(in.number());
    if (lesson & since_bit) r.since = static_cast<std::int16_t>(in.count());
    rows.push_back(r);
  }
}

AbsenceTable::AbsenceTable(SQLite::Database& db)
    : find_(db, "SELECT pupil_batch, versions FROM absence WHERE pupil_batch BETWEEN ? AND ? ORDER BY 1"),
      insert_(db, "INSERT INTO absence(pupil_batch, versions) VALUES(?, ?)") {}

void AbsenceTable::insert(std::int32_t pupil, std::int32_t batch, std::string_view bytes) {
  if (batch > batch_mask) throw Error(ErrorCode::data, "the store holds more deliveries than it can number");
  insert_.bind(1, first_key(pupil) | batch);
  insert_.bind_bytes(2, bytes);
  insert_.step();
}

void AbsenceTable::add(std::string_view bytes, std::int32_t pupil, std::int32_t batch, std::int32_t from,
                       std::int32_t until) {
  if (!may_hold(bytes, from, until)) return;
  decoded_.clear();
  decode_versions(bytes, pupil, decoded_);
  for (const StagedAbsence& row : decoded_) versions_.push_back({row, batch});
}

void AbsenceTable::keep_newest() {
  const auto before = [](const StandingAbsence& a, const StandingAbsence& b) {
    return key_before(a.row, b.row);
  };
  // Deliveries come in their order, so among equals the last is the newest. Most only go on where the last
  // one ended, and then there is nothing to sort.
  if (!std::is_sorted(versions_.begin(), versions_.end(), before))
    std::stable_sort(versions_.begin(), versions_.end(), before);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < versions_.size(); ++i) {
    const bool last = i + 1 == versions_.size() || before(versions_[i], versions_[i + 1]);
    if (last) versions_[kept++] = versions_[i];
  }
  versions_.resize(kept);
}

void convert_absences(SQLite::Database& db) {
  AbsenceTable table(db);
  HotStatement rows(db,
                    "SELECT pupil, batch, day, lesson, school, line, kind, minutes, subject, code, mark, "
                    "withdrawn FROM absence_v1 ORDER BY pupil, batch, day, lesson, school");
  std::vector<StagedAbsence> held;
  std::string bytes;
  std::int32_t batch = 0;
  const auto flush = [&] {
    if (held.empty()) return;
    bytes.clear();
    encode_versions(bytes, held);
    table.insert(held.front().pupil, batch, bytes);
    held.clear();
  };
  while (rows.step()) {
    StagedAbsence r;
    r.pupil = rows.integer(0);
    if (!held.empty() && (held.front().pupil != r.pupil || batch != rows.integer(1))) flush();
    batch = rows.integer(1);
    r.day = rows.integer(2);
    r.lesson = static_cast<std::int16_t>(rows.integer(3));
    r.school = rows.integer(4);
    r.line = rows.integer(5);
    r.kind = static_cast<std::uint8_t>(rows.integer(6));
    r.minutes = static_cast<std::int16_t>(rows.integer(7));
    r.subject = rows.integer(8);
    r.code = rows.integer(9);
    r.mark = static_cast<std::uint8_t>(rows.integer(10));
    r.state = rows.integer(11) != 0 ? FactState::withdrawn : FactState::firm;
    held.push_back(r);
  }
  flush();
}

}  // namespace verzuim
