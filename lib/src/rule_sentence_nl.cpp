// SPDX-License-Identifier: EUPL-1.2
// Rules in Dutch, for a protocol that parents and teachers read.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rule_wording.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 13> small_numbers = {
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"};
constexpr std::array<std::string_view, 8> weekdays = {"",          "maandag", "dinsdag",  "woensdag",
                                                      "donderdag", "vrijdag", "zaterdag", "zondag"};
constexpr std::array<std::string_view, 8> mark_words = {"iets anders",
                                                        "luxeverzuim",
                                                        "een religieuze plicht",
                                                        "gewichtige omstandigheden",
                                                        "het werk van de ouders",
                                                        "een schorsing",
                                                        "een medische afspraak",
                                                        "een activiteit buiten de school"};
constexpr std::array<std::string_view, 6> sector_words = {"het basisonderwijs",
                                                          "het speciaal onderwijs",
                                                          "het voortgezet onderwijs",
                                                          "het voortgezet speciaal onderwijs",
                                                          "het mbo",
                                                          "het vavo"};

std::string words_of(int n) {
  return n >= 0 && n < static_cast<int>(small_numbers.size())
             ? std::string(small_numbers[static_cast<std::size_t>(n)])
             : std::to_string(n);
}

/// One and many of what a measure counts.
struct Unit {
  std::string one, many;
};

Unit unit_of(Measure of) {
  switch (of) {
    case Measure::hours:
      return {"uur", "uur"};
    case Measure::lessons:
      return {"les", "lessen"};
    case Measure::days:
      return {"schooldag", "schooldagen"};
    case Measure::concerns:
      return {"zorg", "zorgen"};
    default:
      return {"keer", "keer"};
  }
}

class Dutch {
 public:
  Dutch(const Rule& rule, const std::vector<StepName>& steps) : rule_(rule), steps_(steps) {}

  std::string text() {
    main_sentence();
    what_counts();
    again();
    for_whom();
    weight();
    in_force();
    return out_.text();
  }

 private:
  std::string pupil() const;
  std::string kinds(KindSet set) const;
  std::string window() const;
  std::string number(const Quantity& q, bool rate) const;
  std::string amount(const Quantity& q, Measure of) const;
  std::string run_length(const Quantity& q) const;
  std::string counted(const Quantity& q, Measure of, KindSet set) const;
  std::string condition(const Quantity* rung) const;
  std::string concentrated() const;
  std::string rising() const;
  std::string mix() const;
  std::string act(std::size_t rung) const;
  std::string term(std::size_t rung) const;
  void main_sentence();
  void what_counts();
  void where();
  void bounds(const Where& where);
  void again();
  std::string duties() const;
  void for_whom();
  void weight();
  void in_force();

  const Rule& rule_;
  const std::vector<StepName>& steps_;
  Sentences out_;
};

std::string Dutch::pupil() const {
  const auto& sectors = rule_.who.sector;
  const auto grown = [](Sector s) { return s == Sector::mbo || s == Sector::vavo; };
  if (sectors.empty()) return "leerling of student";
  if (std::all_of(sectors.begin(), sectors.end(), grown)) return "student";
  return std::any_of(sectors.begin(), sectors.end(), grown) ? "leerling of student" : "leerling";
}

/// What stands before `is`.
std::string Dutch::kinds(KindSet set) const {
  static constexpr std::array<std::string_view, 6> words = {
      "ongeoorloofd afwezig", "geoorloofd afwezig",       "ziek", "te laat",
      "uit de les gestuurd",  "zonder verklaring afwezig"};
  if (whatever_reason(set)) return "afwezig";
  std::vector<std::string> list;
  for (std::size_t i = 0; i < words.size(); ++i)
    if ((set & bit(static_cast<Kind>(i))) != 0) list.emplace_back(words[i]);
  return enumerate(list, "of");
}

std::string Dutch::window() const {
  const Window& w = rule_.window;
  switch (w.kind) {
    case WindowKind::school_weeks:
      return w.length == 1 ? "in één lesweek" : fmt::format("in {} lesweken", words_of(w.length));
    case WindowKind::school_days:
      return w.length == 1 ? "op één schooldag" : fmt::format("in {} schooldagen", words_of(w.length));
    case WindowKind::days:
      return w.length == 1 ? "op één dag" : fmt::format("in {} dagen", words_of(w.length));
    case WindowKind::school_year:
      return "in een schooljaar";
    case WindowKind::calendar_week:
      return "in een week van maandag tot en met zondag";
    case WindowKind::calendar_month:
      return "in een kalendermaand";
    case WindowKind::first: {
      const std::string since = w.first_of == FirstOf::stay ? "op deze school" : "van het schooljaar";
      return w.length == 1 ? "in de eerste lesweek " + since
                           : fmt::format("in de eerste {} lesweken {}", words_of(w.length), since);
    }
    default:
      return {};
  }
}

/// The first value, and from when there is another.
std::string Dutch::number(const Quantity& q, bool rate) const {
  const auto one = [&](std::int64_t micro) {
    return rate ? percentage(micro, ',') : plain_number(micro, ',');
  };
  std::string text = one(q.steps.front().second);
  for (std::size_t i = 1; i < q.steps.size(); ++i)
    text += fmt::format(" (vanaf {}: {})", dutch_date(q.steps[i].first), one(q.steps[i].second));
  return text;
}

/// `16 uur of meer`, `een les`, `meer dan 9 schooldagen`.
std::string Dutch::amount(const Quantity& q, Measure of) const {
  constexpr std::int64_t million = 1000000;
  const Unit unit = unit_of(of);
  const bool one = q.steps.size() == 1 && q.steps.front().second == million;
  if (rule_.when.more_than)
    return fmt::format("meer dan {} {}", number(q, false), one ? unit.one : unit.many);
  if (one && !rule_.when.below) return "één " + unit.one;
  const std::string least = fmt::format("{} {} {}", number(q, false), one ? unit.one : unit.many,
                                        unit.one == "keer" ? "of vaker" : "of meer");
  if (!rule_.when.below) return least;
  return fmt::format("{}, maar minder dan {} {},", least, number(*rule_.when.below, false), unit.many);
}

std::string Dutch::run_length(const Quantity& q) const {
  constexpr std::int64_t million = 1000000;
  const bool one = q.steps.size() == 1 && q.steps.front().second == million;
  const std::string unit = rule_.window.unit == RunUnit::school_days ? (one ? "schooldag" : "schooldagen")
                           : rule_.window.unit == RunUnit::months    ? (one ? "maand" : "maanden")
                                                                     : (one ? "dag" : "dagen");
  const std::string n = one ? "één" : number(q, false);
  return rule_.when.more_than ? fmt::format("meer dan {} {} achter elkaar", n, unit)
                              : fmt::format("{} {} of langer achter elkaar", n, unit);
}

/// `samen 16 uur of meer ongeoorloofd afwezig is`.
std::string Dutch::counted(const Quantity& q, Measure of, KindSet set) const {
  switch (of) {
    case Measure::run_days:
      return run_length(q) + " " + kinds(set) + " is";
    case Measure::rate: {
      const std::string least =
          rule_.when.more_than ? "meer dan " + number(q, true) : number(q, true) + " of meer";
      const std::string most =
          rule_.when.below ? fmt::format(", maar minder dan {},", number(*rule_.when.below, true)) : "";
      return fmt::format("{}{} van de lestijd {} is", least, most, kinds(set));
    }
    case Measure::hours:
    case Measure::lessons:
      return "samen " + amount(q, of) + " " + kinds(set) + " is";
    case Measure::days:
      return "op " + amount(q, of) + " " + kinds(set) + " is";
    default:
      return amount(q, of) + " " + kinds(set) + " is";
  }
}

std::string Dutch::concentrated() const {
  const Concentrated& c = *rule_.when.concentrated;
  std::string what;
  if (c.by_weekday) {
    std::vector<std::string> days;
    for (int day : c.together) days.emplace_back(weekdays[static_cast<std::size_t>(day)]);
    const std::string which = days.empty() ? "op dezelfde weekdag" : "op een " + enumerate(days, "of");
    what = fmt::format("{} {} keer of vaker ten minste de helft van de lestijd mist", which,
                       words_of(c.at_least));
  } else {
    what = fmt::format("{} lessen of meer van hetzelfde vak mist", words_of(c.at_least));
  }
  const std::string group = c.by_weekday ? "die dagen" : "de lessen van dat vak";
  if (c.of_scheduled > 0)
    what += fmt::format(", en dat {} of meer van {} is", percentage(c.of_scheduled, ','), group);
  if (c.rest_below < 1000000)
    what += fmt::format(", en van de andere {} minder dan {}", c.by_weekday ? "dagen" : "lessen",
                        percentage(c.rest_below, ','));
  if (c.p_below < 1)
    what += fmt::format(", en de kans dat dit toeval is kleiner is dan {}",
                        percentage(static_cast<std::int64_t>(c.p_below * 1e6 + 0.5), ','));
  return what;
}

std::string Dutch::rising() const {
  const Rising& r = *rule_.when.rising;
  const std::string high = percentage(r.at_least, ','), ratio = plain_number(r.ratio, ',');
  if (r.last > 0)
    return fmt::format(
        "in de laatste {} lesweken daarvan {} of meer van de lestijd {} is, en dat ten minste {} keer zo "
        "veel is als "
        "in de lesweken daarvoor",
        words_of(r.last), high, kinds(rule_.count.kinds), ratio);
  return fmt::format(
      "steeds vaker {} is: van het ene blok van {} lesweken op het volgende wordt het nooit minder, in het "
      "laatste "
      "blok is het {} of meer van de lestijd, en dat is ten minste {} keer zo veel als in het eerste blok",
      kinds(rule_.count.kinds), words_of(rule_.window.length / r.blocks), high, ratio);
}

std::string Dutch::mix() const {
  std::vector<std::string> parts;
  for (const MixPart& part : rule_.when.mix)
    parts.push_back(part.of == Measure::concerns ? "aanleiding geeft tot " + amount(part.at_least, part.of)
                                                 : counted(part.at_least, part.of, part.kinds));
  return enumerate(parts, "en");
}

/// From `als` up to `dan`.
std::string Dutch::condition(const Quantity* rung) const {
  if (rule_.count.of == Measure::concerns && rung != nullptr)
    return fmt::format("als {} over een {} {} is gemeld", window(), pupil(),
                       amount(*rung, Measure::concerns));
  std::string text = "als een " + pupil();
  if (const std::string when = window(); !when.empty()) text += " " + when;
  if (rule_.when.concentrated) return text + " " + concentrated();
  if (rule_.when.rising) return text + " " + rising();
  if (!rule_.when.mix.empty()) return text + " " + mix();
  text += " " + counted(*rung, rule_.count.of, rule_.count.kinds);
  if (rule_.when.share_of_days > 0)
    text += fmt::format(", en dat op {} of meer van de schooldagen in die tijd",
                        percentage(rule_.when.share_of_days, ','));
  return text;
}

/// What is done, from the verb on.
std::string Dutch::act(std::size_t rung) const {
  const std::string id = rule_.then.step.empty() ? "" : for_rung(rule_.then.step, rung);
  if (id.empty()) return "is dat een signaal voor de school";
  const StepName step = named_step(id, steps_);
  const std::string who = step.role.empty() ? "de school" : "de " + step.label, whom = "de " + pupil();
  if (id == "contact") return fmt::format("neemt {} contact op met {}, of met de ouders", who, whom);
  if (id == "mentorgesprek") return fmt::format("praat {} met {}", who, whom);
  if (id == "waarschuwing")
    return fmt::format("stuurt {} een brief aan {}, bij minderjarigen ook aan de ouders", who, whom);
  if (id == "jeugdarts") return "vraagt de school advies aan de jeugdarts";
  if (id == "vroege-actie")
    return fmt::format("gaat {} samen met {} na wat er speelt en wat er nodig is", who, whom);
  if (id == "knooppunt")
    return fmt::format("organiseert {} een knooppunt: een gesprek met {}, de ouders en wie kan helpen", who,
                       whom);
  if (id == "preventiegesprek")
    return fmt::format("nodigt de preventiemedewerker van de gemeente {} uit", whom);
  if (id == "gemeentegesprek") return fmt::format("praat de gemeente waar {} woont met {}", whom, whom);
  if (id != "melding") return fmt::format("volgt de stap \u2018{}\u2019", step.title);
  const std::string melding = rule_.then.melding.empty() ? "" : for_rung(rule_.then.melding, rung);
  const std::string as = melding == "16-uur"   ? " als 16-uursverzuim"
                         : melding == "lrv"    ? " als langdurig relatief verzuim"
                         : melding == "luxe"   ? " als luxeverzuim"
                         : melding == "overig" ? " als overig verzuim"
                         : melding == "18plus" ? " als verzuim van 18-plussers"
                                               : "";
  return fmt::format("meldt de school dit{} in het verzuimregister van DUO", as);
}

std::string Dutch::term(std::size_t rung) const {
  if (rule_.then.within.empty()) return {};
  const Term& t = for_rung(rule_.then.within, rung);
  if (t.n == 0) return ", nog dezelfde dag";
  const std::string unit = t.unit == TermUnit::working_days  ? "werkdag"
                           : t.unit == TermUnit::school_days ? "schooldag"
                                                             : "dag";
  return t.n == 1 ? fmt::format(", binnen één {}", unit)
                  : fmt::format(", binnen {} {}en", words_of(t.n), unit);
}

void Dutch::main_sentence() {
  const auto& rungs = rule_.when.at_least;
  const Quantity* first = rungs.empty() ? nullptr : &rungs.front();
  out_.add(fmt::format("{}, dan {}{}", condition(first), act(0), term(0)));
  for (std::size_t i = 1; i < rungs.size(); ++i)
    out_.add(fmt::format("bij {} {}{}",
                         rule_.count.of == Measure::rate       ? number(rungs[i], true) + " of meer"
                         : rule_.count.of == Measure::run_days ? run_length(rungs[i])
                                                               : amount(rungs[i], rule_.count.of),
                         act(i), term(i)));
}

void Dutch::what_counts() {
  KindSet set = rule_.count.kinds;
  for (const MixPart& part : rule_.when.mix) set |= part.kinds;
  const bool any = whatever_reason(rule_.count.kinds) && rule_.when.mix.empty();
  if (any) {
    std::vector<std::string> also, not_so;
    (set & bit(Kind::late) ? also : not_so).emplace_back("te laat komen");
    (set & bit(Kind::removed) ? also : not_so).emplace_back("uit de les gestuurd worden");
    out_.add(also.empty() ? "de reden van de afwezigheid maakt niet uit"
                          : "de reden van de afwezigheid maakt niet uit, en ook " + enumerate(also, "en") +
                                (also.size() > 1 ? " tellen mee" : " telt mee"));
    if (!not_so.empty())
      out_.add(enumerate(not_so, "en") + (not_so.size() > 1 ? " tellen niet mee" : " telt niet mee"));
  }
  const auto counts = [&](Measure of) {
    return rule_.count.of == of || std::any_of(rule_.when.mix.begin(), rule_.when.mix.end(),
                                               [&](const MixPart& p) { return p.of == of; });
  };
  const bool concerns = rule_.count.of == Measure::concerns;
  if (!concerns && counts(Measure::spells)) out_.add("schooldagen achter elkaar zijn samen één keer");
  if (rule_.window.kind == WindowKind::school_weeks || rule_.window.kind == WindowKind::first)
    out_.add("vakantieweken tellen niet als lesweken");
  if (rule_.window.kind == WindowKind::run && rule_.window.unit != RunUnit::school_days)
    out_.add(rule_.window.holidays == RunHolidays::count ? "weekenden en vakanties in die tijd tellen mee"
             : rule_.window.holidays == RunHolidays::skip
                 ? "weekenden tellen mee, vakantieweken niet"
                 : "weekenden tellen mee; of vakanties meetellen is niet "
                   "bepaald: maakt dat verschil, dan beslist een mens");
  if (rule_.count.min_school_days > 0)
    out_.add(fmt::format("dit wordt pas berekend als er {} schooldagen zijn geweest",
                         words_of(rule_.count.min_school_days)));
  where();
}

void Dutch::where() {
  const Where& w = rule_.count.where;
  if (!w.mark.empty()) {
    std::vector<std::string> words;
    for (std::uint8_t mark : w.mark) words.emplace_back(mark_words[mark]);
    out_.add("alleen afwezigheid wegens " + enumerate(words, "of") + " telt mee");
  }
  if (w.first_lesson)
    out_.add("alleen een gemist eerste lesuur telt mee, als de leerling later die dag wel op school is");
  if (w.beside_holiday)
    out_.add(
        *w.beside_holiday == 1
            ? std::string(
                  "alleen de laatste schooldag voor en de eerste schooldag na een schoolvakantie tellen mee")
            : fmt::format(
                  "alleen de laatste {0} schooldagen voor en de eerste {0} schooldagen na een schoolvakantie "
                  "tellen mee",
                  words_of(*w.beside_holiday)));
  if (!w.weekday.empty()) {
    std::vector<std::string> days;
    for (int day : w.weekday) days.emplace_back(weekdays[static_cast<std::size_t>(day)]);
    out_.add("alleen afwezigheid op " + enumerate(days, "of") + " telt mee");
  }
  if (w.whole_day)
    out_.add(*w.whole_day ? "alleen hele dagen tellen mee" : "hele dagen tellen niet mee, losse lessen wel");
  bounds(w);
}

void Dutch::bounds(const Where& where) {
  const auto between = [](const Bounds& b, const auto& text) {
    if (!b.below) return text(*b.at_least) + " of meer";
    if (!b.at_least) return "minder dan " + text(*b.below);
    return text(*b.at_least) + " of meer, maar minder dan " + text(*b.below) + ",";
  };
  if (where.minutes.any())
    out_.add(fmt::format("alleen afwezigheid van {} telt mee", between(where.minutes, [](std::int64_t micro) {
                           return plain_number(micro, ',') + (micro == 1000000 ? " minuut" : " minuten");
                         })));
  if (where.share_of_day.any())
    out_.add(
        fmt::format("alleen dagen tellen mee waarop dat {} van de lestijd is",
                    between(where.share_of_day, [](std::int64_t micro) { return percentage(micro, ','); })));
}

void Dutch::again() {
  const Again& a = rule_.again;
  const Unit unit = unit_of(rule_.count.of);
  const bool run = rule_.window.kind == WindowKind::run;
  if (a.restart) {
    out_.add("daarna begint het tellen de dag erna opnieuw");
    if (a.not_within_days > 0)
      out_.add(fmt::format("het volgende signaal komt niet eerder dan {} dagen later", a.not_within_days));
  } else if (a.every == 1) {
    out_.add(unit.one == "uur" ? std::string("het gebeurt bij elk volgend uur opnieuw")
                               : fmt::format("het gebeurt bij elke volgende {} opnieuw", unit.one));
  } else if (a.every > 1) {
    out_.add(fmt::format("het gebeurt opnieuw bij {}, {}, {} {} en zo verder", a.every * 2, a.every * 3,
                         a.every * 4, unit.many));
  } else if (a.fresh == 1) {
    out_.add(unit.one == "uur" ? std::string("het gebeurt bij elk nieuw uur opnieuw")
                               : fmt::format("het gebeurt bij elke nieuwe {} opnieuw", unit.one));
  } else if (a.fresh > 1) {
    out_.add(fmt::format("het gebeurt opnieuw na nog eens {} {}", words_of(a.fresh), unit.many));
  } else if (rule_.when.at_least.size() > 1) {
    out_.add(run ? "elke grens geldt één keer per aaneengesloten periode"
                 : "elke grens geldt één keer per schooljaar");
  } else {
    out_.add(run ? "het gebeurt één keer per aaneengesloten periode" : "het gebeurt één keer per schooljaar");
  }
}

std::string Dutch::duties() const {
  std::vector<std::string> bound, free;
  for (Duty duty : rule_.who.duty) {
    if (duty == Duty::leerplichtig) bound.emplace_back("leerplichtig");
    if (duty == Duty::kwalificatieplichtig) bound.emplace_back("kwalificatieplichtig");
    if (duty == Duty::doorstroom)
      free.emplace_back(
          "niet meer leerplichtig of kwalificatieplichtig zijn en nog geen startkwalificatie hebben");
    if (duty == Duty::none)
      free.emplace_back(
          "niet leerplichtig of kwalificatieplichtig zijn en ook niet onder het Doorstroompunt vallen");
  }
  if (!bound.empty()) free.insert(free.begin(), enumerate(bound, "of") + " zijn");
  return enumerate(free, "of");
}

void Dutch::for_whom() {
  const Who& who = rule_.who;
  std::string text = "de regel geldt voor ";
  text += pupil() == "student"    ? "studenten"
          : pupil() == "leerling" ? "leerlingen"
                                  : "leerlingen en studenten";
  if (who.age) {
    constexpr std::int64_t open = 150000000;
    const bool from = who.age->first.steps.front().second > 0,
               to = who.age->second.steps.front().second < open;
    if (from && to)
      text +=
          fmt::format(" van {} tot {} jaar", number(who.age->first, false), number(who.age->second, false));
    else if (from)
      text += fmt::format(" vanaf {} jaar", number(who.age->first, false));
    else if (to)
      text += fmt::format(" jonger dan {} jaar", number(who.age->second, false));
  }
  if (!who.sector.empty()) {
    std::vector<std::string> words;
    for (Sector sector : who.sector) words.emplace_back(sector_words[static_cast<std::size_t>(sector)]);
    text += " in " + enumerate(words, "en");
  }
  if (!who.school.empty())
    text += (who.school.size() > 1 ? " op de scholen " : " op school ") + enumerate(who.school, "en");
  if (!who.level.empty()) text += " van niveau " + enumerate(who.level, "of");
  if (!who.group.empty()) text += " in groep " + enumerate(who.group, "of");
  if (!who.duty.empty()) text += " die " + duties();
  out_.add(text);
  out_.add(who.exempt ? "hij geldt alleen voor wie een vrijstelling heeft"
                      : "hij geldt niet voor wie een vrijstelling heeft");
  if (who.all_schools) out_.add("de afwezigheid op alle scholen van de leerling wordt opgeteld");
}

void Dutch::weight() {
  const auto& severity = rule_.then.severity;
  const bool notice = std::find(severity.begin(), severity.end(), Severity::notice) != severity.end();
  if (notice && std::count(severity.begin(), severity.end(), Severity::notice) ==
                    static_cast<std::ptrdiff_t>(severity.size()))
    out_.add("het is een attendering: een mens beslist of deze stap nodig is");
  else if (notice)
    out_.add("bij de lagere grenzen is het een attendering: een mens beslist of de stap nodig is");
  static constexpr std::array<std::string_view, 6> levels = {
      "dit is een wettelijke plicht",           "dit is een landelijke afspraak of werkwijze",
      "dit is een afspraak in de regio",        "dit is een afspraak van de school",
      "dit komt uit onderzoek en is geen norm", "dit is een voorstel en geen norm"};
  out_.add(std::string(levels[static_cast<std::size_t>(rule_.level)]));
  if (!rule_.basis.text.empty()) out_.add("bron: " + rule_.basis.text);
}

void Dutch::in_force() {
  if (rule_.start > make_date(1900, 1, 1)) {
    const bool ends = rule_.until != open_end;
    std::string text = "de regel geldt ";
    text += rule_.start_is_seen ? (ends ? "in elk geval van " : "in elk geval sinds ")
                                : (ends ? "van " : "vanaf ");
    text += dutch_date(rule_.start);
    if (ends) text += " tot en met " + dutch_date(rule_.until);
    out_.add(text);
  } else if (rule_.until != open_end) {
    out_.add("de regel geldt tot en met " + dutch_date(rule_.until));
  }
}

}  // namespace

std::string dutch_sentence(const Rule& rule, const std::vector<StepName>& steps) {
  return Dutch(rule, steps).text();
}

}  // namespace verzuim
