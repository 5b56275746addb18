// SPDX-License-Identifier: EUPL-1.2
// bench_data [--rows N] [--week-rows M] [--wide] OUTDIR: lesson-hour absence of a country that does not
// exist.
//
// Writes absences.csv (exactly N rows, in the order of the days: the worst for a store that keeps pupils
// together), week.csv (the last school week, M rows), pupils.csv, schools.csv and cal.csv (for the SQL that
// is compared with). The same bytes each time. Usage and columns: README.md.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "dates.hpp"
#include "output.hpp"
#include "people.hpp"

namespace {

constexpr std::string_view canonical_header = "pupil,school,date,lesson,minutes,kind,subject,code,mark";
constexpr std::string_view wide_header =
    "pupil_id,birth_date,gemeente_code,school_brin,sector,date,lesson_hour,duration_min,subject,reason,"
    "registered_at";
/// All schools are in one region, so that one table of days serves the SQL that is compared with.
bool is_school_day(Day d) {
  if (weekday(d) > 5) return false;
  return std::none_of(holidays.begin(), holidays.end(), [&](const Period& period) {
    return (period.who == "*" || period.who == "Noord") && covers(period, d);
  });
}

std::vector<Day> school_days(Day from, Day until) {
  std::vector<Day> days;
  for (Day d = from; d <= until; ++d)
    if (is_school_day(d)) days.push_back(d);
  return days;
}

std::string_view view(const auto& chars) { return {chars.data(), chars.size()}; }

class Writer {
 public:
  Writer(const std::string& folder, bool wide) : folder_(folder), wide_(wide) {}

  /// Writes at most `most` rows of these days; returns how many there were to write.
  std::uint64_t absences(const char* name, std::vector<Pupil> pupils, const std::vector<Day>& days,
                         std::uint64_t most) {
    Output out(folder_ + "/" + name);
    out.line({wide_ ? wide_header : canonical_header});
    std::vector<Missed> missed;
    std::uint64_t rows = 0;
    for (Day today : days) {
      live_a_day(pupils, today, missed);
      const std::string date = iso(today);
      for (int lesson = 1; lesson <= 9 && rows < most; ++lesson)
        for (const Missed& m : missed)
          if ((m.lessons >> lesson & 1) != 0 && rows < most) {
            ++rows;
            row(out, pupils[m.pupil], m, date, lesson);
          }
    }
    out.close();
    return rows;
  }

  void pupils(const std::vector<Pupil>& all) {
    Output out(folder_ + "/pupils.csv");
    out.line({"pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level"});
    for (const Pupil& p : all) {
      const Sector& s = sectors[p.sector];
      out.line({view(p.id), ",", view(p.born), ",", gemeenten[p.gemeente], ",", view(p.school), ",", s.name,
                ",2025-08-01,2026-07-31,", std::to_string(s.weekly_minutes), ",,,"});
    }
    out.close();
  }

  void schools(std::size_t pupils) {
    Output out(folder_ + "/schools.csv");
    out.line({"school,name,gemeente,region,email"});
    std::uint32_t count = 0;
    for (const Sector& s : sectors) count += schools_of(pupils, s);
    for (std::uint32_t i = 0; i < count; ++i)
      out.line({view(school_name(i)), ",Verzonnen school ", std::to_string(i), ",",
                gemeenten[i % gemeenten.size()], ",Noord,"});
    out.close();
  }

  /// date, number of the school day, and the day of its week counted over school weeks only.
  void calendar(const std::vector<Day>& days) {
    Output out(folder_ + "/cal.csv");
    out.line({"date,sd,sk"});
    int week = -1;
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (i == 0 || monday_of(days[i]) != monday_of(days[i - 1])) ++week;
      out.line({iso(days[i]), ",", std::to_string(i), ",", std::to_string(week * 7 + weekday(days[i]) - 1)});
    }
    out.close();
  }

 private:
  void row(Output& out, const Pupil& p, const Missed& m, const std::string& date, int lesson) {
    const std::string_view number = digits_[static_cast<std::size_t>(lesson)];
    const std::string_view subject =
        subjects[(static_cast<unsigned>(lesson) * 5U + m.pupil) % subjects.size()];
    const std::string minutes = std::to_string(m.minutes);
    const Kind& kind = kinds[m.kind];
    if (wide_)
      out.line({view(p.id),
                ",",
                view(p.born),
                ",",
                gemeenten[p.gemeente],
                ",",
                view(p.school),
                ",",
                sectors[p.sector].name,
                ",",
                date,
                ",",
                number,
                ",",
                minutes,
                ",",
                subject,
                ",",
                kind.letter,
                ",",
                date,
                "T1",
                number,
                m.pupil % 2 == 0 ? ":05:00" : ":40:30"});
    else
      out.line({view(p.id), ",", view(p.school), ",", date, ",", number, ",", minutes, ",", kind.name, ",",
                m.kind == sick ? std::string_view() : subject, ",", kind.code, ","});
  }

  static constexpr std::array<std::string_view, 10> digits_{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  std::string folder_;
  bool wide_;
};

/// As many pupils as it takes to miss `rows` lessons before the last week.
std::vector<Pupil> enough_pupils(std::uint64_t rows, const std::vector<Day>& days) {
  for (std::size_t count = rows * 29 / 1000 + 1;; count += count / 20 + 1) {
    std::vector<Pupil> pupils = make_pupils(count), living = pupils;
    std::vector<Missed> missed;
    std::uint64_t found = 0;
    for (Day today : days) {
      live_a_day(living, today, missed);
      for (const Missed& m : missed) found += static_cast<std::uint64_t>(__builtin_popcount(m.lessons));
    }
    if (found >= rows) return pupils;
  }
}

struct Wish {
  std::uint64_t rows = 1'000'000, week_rows = 0;
  bool wide = false;
  std::string folder;
};

Wish read(int argc, char** argv) {
  Wish wish;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--wide")
      wish.wide = true;
    else if ((word == "--rows" || word == "--week-rows") && i + 1 < argc)
      (word == "--rows" ? wish.rows : wish.week_rows) = std::stoull(argv[++i]);
    else if (wish.folder.empty() && word.substr(0, 1) != "-")
      wish.folder = word;
    else
      throw std::invalid_argument("unknown argument " + std::string(word));
  }
  if (wish.folder.empty() || wish.rows == 0) throw std::invalid_argument("no folder, or no rows");
  if (wish.week_rows == 0) wish.week_rows = wish.rows / 50;
  return wish;
}

void write(const Wish& wish) {
  const std::vector<Day> base = school_days(day("2025-08-25"), day("2026-06-26")),
                         week = school_days(day("2026-06-29"), day("2026-07-03"));
  const std::vector<Pupil> pupils = enough_pupils(wish.rows, base);
  Writer writer(wish.folder, wish.wide);
  writer.absences("absences.csv", pupils, base, wish.rows);
  writer.absences("week.csv", pupils, week, wish.week_rows);
  writer.pupils(pupils);
  writer.schools(pupils.size());
  writer.calendar(school_days(day("2025-08-25"), day("2026-07-03")));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    write(read(argc, argv));
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "bench_data: %s\nusage: bench_data [--rows N] [--week-rows M] [--wide] OUTDIR\n",
                 error.what());
    return 64;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_data: %s\n", error.what());
    return 73;
  }
  return 0;
}
