// SPDX-License-Identifier: EUPL-1.2
#include "profile_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace verzuim {
namespace {

/// The slot of absences that a canonical column mostly comes from, so that a fault points there.
std::size_t main_slot(const SlotCells& cells, std::string_view column) {
  const auto first_in_file = [&](std::initializer_list<std::size_t> slots) {
    const auto at = std::find_if(slots.begin(), slots.end(), [&](std::size_t s) { return cells.in_file(s); });
    return at != slots.end() ? *at : *slots.begin();
  };
  if (column == "date") return first_in_file({slot_date, slot_from_date});
  if (column == "lesson") return first_in_file({slot_lesson, slot_from_lesson, slot_part});
  const auto& slots = slots_of(FileKind::absences);
  return static_cast<std::size_t>(std::find(slots.begin(), slots.end(), column) - slots.begin());
}

}  // namespace

ProfileReader::ProfileReader(Source& source, const Profile& profile, const Reference& reference,
                             const ReadSetting& setting)
    : profile_(profile),
      parts_(profile_.parts()),
      limits_(limits_of(parts_.file)),
      opening_(opening_of(parts_.file, source)),
      csv_(source.text(parts_.file.encoding), source.name(), opening_.delimiter, limits_) {
  for (int row = 0; row < opening_.rows; ++row) csv_.next();
  if (parts_.file.header) read_header();
  kind_ = setting.as && !parts_.kind ? *setting.as : kind_of(parts_, header_);
  ColumnMap map = map_columns(parts_, kind_, header_);
  if (const std::string lack = lack_of(map, parts_, header_, opening_.delimiter); !lack.empty())
    throw Error(ErrorCode::data, fmt::format("this is no file of profile {}: {}", parts_.name, lack),
                {source.name(), parts_.file.header ? csv_.line() : 1, 0});
  width_ = parts_.file.header ? header_.size() : static_cast<std::size_t>(parts_.file.fields);
  if (const auto& file = parts_.identity.key_file; !file.empty()) key_.emplace(IdentityKey::read(file));
  open_cells(std::move(map), setting, reference);
}

void ProfileReader::read_header() {
  bool any = csv_.next();
  while (any && is_blank(csv_)) any = csv_.next();
  if (!any)
    throw Error(ErrorCode::data, "the file is empty; it must begin with a line that names the columns",
                {csv_.name(), 1, 0});
  if (csv_.fault())
    throw Error(ErrorCode::data, "the header cannot be read: " + csv_.fault()->reason, csv_.fault()->place);
  header_ = header_cells(csv_, trailing_);
}

void ProfileReader::open_cells(ColumnMap map, const ReadSetting& setting, const Reference& reference) {
  trailing_ = trailing_ || parts_.file.trailing_delimiter;
  cells_.emplace(csv_, parts_, kind_, std::move(map), setting.school);
  const auto& columns = columns_of(kind_);
  FieldPlaces places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t slot = kind_ == FileKind::absences ? main_slot(*cells_, columns[i]) : i;
    if (columns[i] == "school" && kind_ != FileKind::schools && !cells_->known(slot))
      throw Error(
          ErrorCode::config,
          "neither the file nor its profile says which school this is; use --school BRIN, or write it "
          "under [fixed] in the profile",
          {csv_.name()});
    places.cell.push_back(static_cast<int>(i));
    places.shown.push_back(cells_->column(slot));
    places.names.push_back(cells_->label(slot));
  }
  texts_.resize(columns.size());
  views_.resize(columns.size());
  fields_.emplace(csv_, views_, reference, kind_, std::move(places));
  facts_.resize(1);
  if (kind_ == FileKind::absences) facts_[0] = AbsenceRow{};
}

void ProfileReader::refuse_row(std::size_t cell, std::string code, std::string reason) {
  fault_ = Reject{csv_.place(cell), std::move(code), "", std::move(reason)};
}

/// False when the row has not as many cells as it must have.
bool ProfileReader::shaped() {
  std::size_t cells = csv_.size();
  if (trailing_ && cells == width_ + 1 && csv_[width_].empty()) --cells;
  if (csv_.unended() && cells < width_)
    throw Error(ErrorCode::data, "the file is cut off inside its last row; ask for it again",
                {csv_.name(), csv_.line(), 0});
  if (csv_.fault())
    fault_ = csv_.fault();
  else if (cells != width_)
    refuse_row(std::min(cells, width_), "cells",
               fmt::format("the row has {} cells where {} has {}; is a delimiter missing, or a quote?", cells,
                           parts_.file.header ? "the header" : "the profile", width_));
  return !fault_;
}

bool ProfileReader::next() {
  count_ = 0;
  fault_.reset();
  if (!csv_.next()) {
    // A header tells that an export without rows is one; without it nothing does.
    if (!any_ && !parts_.file.header)
      throw Error(ErrorCode::data, "the file holds no rows; was the export made with the right period?",
                  {csv_.name(), 1, 0});
    return false;
  }
  if (is_blank(csv_)) return true;
  any_ = true;
  cells_->begin();
  if (!csv_.fault() && cells_->skipped()) return true;
  if (!shaped()) return true;
  cells_->check(limits_);
  if (cells_->fault()) {
    fault_ = cells_->fault();
    return true;
  }
  fields_->begin();
  if (kind_ == FileKind::absences)
    make_absences();
  else
    make_plain();
  fault_ = cells_->fault() ? cells_->fault() : fields_->fault();
  if (fault_) count_ = 0;
  return true;
}

std::optional<std::string> ProfileReader::pupil_key(std::string_view text) const {
  std::string identity(text);
  if (parts_.identity.number != IdentityNumber::none) {
    const auto checked = checked_identity(text, parts_.identity.number);
    if (!checked) return std::nullopt;
    identity = *checked;
  }
  return key_ ? key_->key_of(identity) : identity;
}

std::string ProfileReader::key_in(std::size_t slot) {
  const std::string_view text = (*cells_)[slot];
  if (text.empty()) return {};
  const auto key = pupil_key(text);
  if (!key)
    cells_->refuse(slot, "bad-identity", "",
                   fmt::format("does not pass the eleven-test of its kind ({}); mend it at the source",
                               identity_number_names[static_cast<std::size_t>(parts_.identity.number)]));
  return key.value_or(std::string());
}

/// Reads `texts_` into one of the facts.
void ProfileReader::parse(std::size_t fact) {
  std::copy(texts_.begin(), texts_.end(), views_.begin());
  parse_row(*fields_, kind_, csv_.line(), facts_[fact]);
}

std::string ProfileReader::plain_value(std::size_t slot) {
  const std::string_view column = columns_of(kind_)[slot], text = (*cells_)[slot];
  if (column == "pupil") return key_in(slot);
  // A timetable is of a group or of one pupil; only the number can tell.
  if (column == "group" && parts_.identity.number != IdentityNumber::none && kind_ == FileKind::timetable)
    return pupil_key(text).value_or(std::string(text));
  if (column == "birth_date" && !text.empty() && !read_moment(parts_.dates, text)) {
    cells_->refuse(slot, "bad-date", "", "is no date that exists, in the form that the profile names");
    return {};
  }
  if (column == "birth_date" || column == "from" || column == "until" || column == "on") {
    const auto moment = cells_->moment(slot, parts_.dates);
    return moment ? to_string(*moment->date) : std::string();
  }
  if (column == "minutes" || column == "weekly_minutes") {
    const int minutes = cells_->duration(slot).value_or(0);
    return minutes > 0 ? std::to_string(minutes) : std::string();
  }
  return std::string(text);
}

void ProfileReader::make_plain() {
  for (std::size_t slot = 0; slot < texts_.size(); ++slot) texts_[slot] = plain_value(slot);
  if (cells_->fault()) return;
  parse(0);
  count_ = 1;
}

}  // namespace verzuim
