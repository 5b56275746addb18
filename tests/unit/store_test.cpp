// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/store.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "store_world.hpp"

using namespace verzuim;

namespace {

const std::string absence_header = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n";
const std::string pupil_header =
    "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level\n";

struct Options {
  std::string at = "2025-11-24T08:00:00Z";
  std::optional<Covers> covers;
  bool accept = false;
};

/// Takes in `text` and checks that every row is counted once.
Receipt take(Store& store, const std::string& text, const Options& options = {},
             std::vector<Reject>* refused = nullptr) {
  std::istringstream in(text);
  Delivery delivery;
  delivery.name = "file.csv";
  delivery.at = options.at;
  delivery.covers = options.covers;
  delivery.accept = options.accept;
  delivery.reject = [&](const Reject& r) {
    if (refused != nullptr) refused->push_back(r);
  };
  Source source(in, delivery.name);
  CanonicalReader rows(source.text(Encoding::utf8), delivery.name, Reference::shipped());
  const Receipt r = store.ingest(source, rows, delivery);
  CHECK(r.rows == r.fresh + r.changed + r.same + r.skipped + r.rejected);
  return r;
}

/// All absences of the store as canonical text, pupil by pupil.
std::string absences(Store& store, const KnownAt& at = {}) {
  std::string text;
  store.each_pupil(
      [&](const PupilFacts& facts) {
        for (const Absence& a : facts.absences)
          write_canonical(
              text,
              AbsenceRow{facts.pupil, store.school_names()[static_cast<std::size_t>(a.school)], "", "", a});
      },
      nullptr, at);
  return text;
}

std::vector<std::string> pupils(Store& store) {
  std::vector<std::string> ids;
  store.each_pupil([&](const PupilFacts& facts) { ids.push_back(facts.pupil); });
  return ids;
}

ErrorCode code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& e) {
    return e.code();
  }
  return ErrorCode::internal;
}

Signal signal(const std::string& id, const std::string& pupil, Date reached) {
  Signal s;
  s.id = id;
  s.rule = "lpw16";
  s.pupil = pupil;
  s.school = "99XA00";
  s.reached_on = s.window_from = reached;
  s.count = s.threshold = "16";
  s.unit = "hours";
  return s;
}

const Date monday = make_date(2025, 11, 17);

}  // namespace

TEST_CASE("a new store is the owner's alone") {
  const Folder folder;
  { Store store(folder.file("deep/er/store.db")); }
  struct stat file {};
  REQUIRE(::stat(folder.file("deep/er/store.db").c_str(), &file) == 0);
  CHECK((file.st_mode & 0777) == 0600);
  REQUIRE(::stat(folder.file("deep").c_str(), &file) == 0);
  CHECK((file.st_mode & 0777) == 0700);
}

TEST_CASE("a store that others can read, a link and a foreign database are refused") {
  const Folder folder;
  { Store store(folder.file()); }
  std::filesystem::create_symlink(folder.file(), folder.file("link"));
  CHECK(code_of([&] { Store store(folder.file("link")); }) == ErrorCode::not_permitted);
  ::chmod(folder.file().c_str(), 0640);
  CHECK(code_of([&] { Store store(folder.file()); }) == ErrorCode::not_permitted);
  std::ofstream(folder.file("text")) << "This is a letter and no database, however long it may be.\n";
  ::chmod(folder.file("text").c_str(), 0600);
  CHECK(code_of([&] { Store store(folder.file("text")); }) == ErrorCode::data);
  CHECK(code_of([&] { Store store(folder.file("none"), false); }) == ErrorCode::no_input);
  CHECK_FALSE(std::filesystem::exists(folder.file("none")));
}

TEST_CASE("a second run waits and then gives up while another one writes") {
  const Folder folder;
  Store first(folder.file()), second(folder.file());
  std::vector<DossierEvent> events(1);
  events[0].pupil = "P1";
  first.together([&] { CHECK(code_of([&] { second.append(events); }) == ErrorCode::busy); });
  second.append(events);
  CHECK(first.events().size() == 1);
}

TEST_CASE("the same key with other values is a new version and the old one stays readable") {
  const Folder folder;
  Store store(folder.file());
  take(store, absence_header + "P1,99XA00,2025-11-17,1,50,unknown,,,\n", {"2025-11-18T08:00:00Z", {}, false});
  const Receipt second =
      take(store, absence_header + "P1,99XA00,2025-11-17,1,50,sick,,,\nP1,99XA00,2025-11-18,1,50,late,,,\n",
           {"2025-11-19T08:00:00Z", {}, false});
  CHECK(second.changed == 1);
  CHECK(second.fresh == 1);
  CHECK(absences(store) == "P1,99XA00,2025-11-17,1,50,sick,,,\nP1,99XA00,2025-11-18,1,50,late,,,\n");
  CHECK(absences(store, {"2025-11-18T23:59:59Z"}) == "P1,99XA00,2025-11-17,1,50,unknown,,,\n");
  CHECK(absences(store, {"2025-11-17T23:59:59Z"}).empty());
}

TEST_CASE("the very same file is seen and names its pupils again") {
  const Folder folder;
  Store store(folder.file());
  const std::string file =
      absence_header + "P2,99XA00,2025-11-17,1,50,sick,,,\nP1,99XA00,2025-11-17,,,sick,,,\n";
  const Receipt first = take(store, file);
  CHECK_FALSE(first.seen);
  const Receipt again = take(store, file);
  CHECK(again.seen);
  CHECK(again.same == 2);
  CHECK(again.batch == first.batch);
  CHECK(again.pupils == std::vector<std::string>{"P1", "P2"});
  CHECK(store.last_batch() == 1);
}

TEST_CASE("a file of which rows were refused is read again, and writes nothing while nothing changed") {
  const Folder folder;
  Store store(folder.file());
  const std::string file =
      absence_header + "P1,99XA00,2025-11-17,1,50,sick,,,\nP1,99XA00,2025-11-31,1,50,sick,,,\n";
  take(store, file);
  std::vector<Reject> refused;
  const Receipt again = take(store, file, {}, &refused);
  CHECK(again.seen);
  CHECK(again.same == 1);
  CHECK(again.rejected == 1);
  CHECK(refused.size() == 1);
  CHECK(store.last_batch() == 1);
}

TEST_CASE("two rows of one key that differ are both refused and name each other") {
  const Folder folder;
  Store store(folder.file());
  std::vector<Reject> refused;
  const Receipt r = take(store,
                         absence_header +
                             "P1,99XA00,2025-11-17,1,50,sick,,,\nP1,99XA00,2025-11-17,1,50,late,,,\nP1,"
                             "99XA00,2025-11-17,2,50,sick,,,\n"
                             "P1,99XA00,2025-11-17,2,50,sick,,,\n",
                         {}, &refused);
  CHECK(r.fresh == 1);
  CHECK(r.same == 1);
  CHECK(r.rejected == 2);
  REQUIRE(refused.size() == 2);
  CHECK(refused[0].code == "conflict");
  CHECK(refused[0].place.line == 2);
  CHECK(refused[0].reason.find("line 3 ") == 0);
  CHECK(refused[1].reason.find("line 2 ") == 0);
  CHECK(absences(store) == "P1,99XA00,2025-11-17,2,50,sick,,,\n");
}

TEST_CASE("two enrolments of one key that differ are both refused, also against what stood") {
  const Folder folder;
  Store store(folder.file());
  const std::string row = "P1,2011-05-01,0014,99XA00,vo,2025-08-01,,1600,3a,M07,";
  take(store, pupil_header + row + "havo\n");
  std::vector<Reject> refused;
  const Receipt r = take(store,
                         pupil_header + row + "havo\n" + row + "vwo\n" + row +
                             "havo\nP2,,,99XA,vo,2025-08-01,,,,,\nP2,,,99XA,vo,2025-08-01,,,,,x\n",
                         {}, &refused);
  CHECK(r.rejected == 5);
  CHECK(r.fresh == 0);
  CHECK(pupils(store) == std::vector<std::string>{"P1"});
  store.each_pupil([](const PupilFacts& facts) { CHECK(facts.enrolments.at(0).level == "havo"); });
}

TEST_CASE("every kind of fact comes back as it went in") {
  const Folder folder;
  Store store(folder.file());
  take(store, pupil_header +
                  "P1,2011-05-01,0014,99XA00,vo,2025-08-01,2026-07-31,1600,3a,M07,havo\nP1,,,99XB,mbo,2026-"
                  "08-01,,,,,\n");
  take(store, "pupil,on,diploma\nP1,2026-07-01,havo\n");
  take(store, "pupil,from,until,article\nP1,2025-09-01,,5a\n");
  take(store, "pupil,on,by,theme\nP1,2025-11-17,mentor,gedrag\n");
  take(store, "group,from,until,weekday,lesson,subject,minutes\n3a,2025-08-01,2026-07-31,1,2,wiskunde,45\n");
  take(store, "school,name,gemeente,region,email\n99XA00,Het Verzonnen,0014,Noord,\n");
  take(store, "school,from,until,name\n99XA,2025-11-28,2025-11-28,studiedag\n");
  int seen = 0;
  store.each_pupil([&](const PupilFacts& f) {
    ++seen;
    REQUIRE(f.enrolments.size() == 2);
    CHECK(f.enrolments[0].birth_date == make_date(2011, 5, 1));
    CHECK(f.enrolments[0].until == make_date(2026, 7, 31));
    CHECK(f.enrolments[0].weekly_minutes == 1600);
    CHECK(f.enrolments[0].mentor == "M07");
    CHECK_FALSE(f.enrolments[1].birth_date);
    CHECK(f.enrolments[1].until == open_end);
    CHECK(f.enrolments[1].sector == Sector::mbo);
    CHECK(f.diplomas.at(0).diploma == "havo");
    CHECK(f.exemptions.at(0).until == open_end);
    CHECK(f.concerns.at(0).theme == "gedrag");
  });
  CHECK(seen == 1);
  const Timetables timetables = store.timetables();
  REQUIRE(timetables.of("3a") != nullptr);
  CHECK(timetables.of("3a")->minutes(monday) == 45);
  CHECK(store.schools().at(0).region == "Noord");
  CHECK(store.calendar().at(0).name == "studiedag");
}

TEST_CASE("what all pupils share touches those whom it concerns") {
  const Folder folder;
  Store store(folder.file());
  take(store, pupil_header +
                  "P1,,,99XA00,vo,2025-08-01,,,3a,,\nP2,,,99XB00,vo,2025-08-01,,,3b,,\nP3,,,99XB00,vo,2025-"
                  "08-01,,,3b,,\n");
  const std::string timetable = "group,from,until,weekday,lesson,subject,minutes\n";
  CHECK(take(store, timetable + "3a,2025-08-01,,1,1,,50\nP2,2025-08-01,,1,1,,50\n").pupils ==
        std::vector<std::string>{"P1", "P2"});
  CHECK(take(store, "school,name,gemeente,region,email\n99XB,,,Zuid,\n").pupils ==
        std::vector<std::string>{"P2", "P3"});
  const std::string calendar = "school,from,until,name\n";
  CHECK(take(store, calendar + "Zuid,2025-11-28,2025-11-28,\n").pupils ==
        std::vector<std::string>{"P2", "P3"});
  CHECK(take(store, calendar + "99XA,2025-11-28,2025-11-28,\n").pupils == std::vector<std::string>{"P1"});
  CHECK(take(store, calendar + "*,2025-11-28,2025-11-28,\n").pupils.size() == 3);
}

TEST_CASE("a complete file withdraws what it lacks, of its schools and its period only") {
  const Folder folder;
  Store store(folder.file());
  take(store, absence_header +
                  "P1,99XA00,2025-11-14,1,50,late,,,\nP1,99XA00,2025-11-17,1,50,late,,,\nP1,99XA00,2025-11-"
                  "18,1,50,late,,,\n"
                  "P2,99XA00,2025-11-21,1,50,late,,,\nP3,99XB00,2025-11-18,1,50,late,,,\n");
  const Options week{"2025-11-24T08:00:00Z", Covers{monday, monday + 4}, false};
  const Receipt r = take(store, absence_header + "P1,99XA00,2025-11-18,1,50,late,,,\n", week);
  CHECK(r.withdrawn == 2);
  CHECK(r.same == 1);
  CHECK(r.pupils == std::vector<std::string>{"P1", "P2"});
  CHECK(absences(store) ==
        "P1,99XA00,2025-11-14,1,50,late,,,\nP1,99XA00,2025-11-18,1,50,late,,,\nP3,99XB00,2025-11-18,1,50,"
        "late,,,\n");
  // It comes back: a key that does not stand is new.
  CHECK(take(store, absence_header + "P2,99XA00,2025-11-21,1,50,late,,,\n").fresh == 1);
  CHECK(store.info().facts[static_cast<std::size_t>(FileKind::absences)] == 4);
}

TEST_CASE("a complete file with refused rows withdraws nothing unless it is accepted") {
  const Folder folder;
  Store store(folder.file());
  take(store, absence_header + "P1,99XA00,2025-11-17,1,50,late,,,\n");
  const std::string file =
      absence_header + "P2,99XA00,2025-11-18,1,50,late,,,\nP1,99XA00,2025-11-17,1,50,laat,,,\n";
  Options week{"2025-11-24T08:00:00Z", Covers{monday, monday + 4}, false};
  CHECK(take(store, file, week).withdrawn == 0);
  week.accept = true;
  CHECK(take(store, file, week).withdrawn == 1);
}

TEST_CASE("a gemeente keeps no sick or authorised absence, and drops what turned into it") {
  const Folder folder;
  Store store(folder.file());
  store.set_holder({"gemeente", "0014"});
  take(store,
       absence_header + "P1,99XA00,2025-11-17,1,50,unknown,,,\nP2,99XA00,2025-11-17,1,50,unauthorised,,,\n");
  std::vector<Reject> refused;
  const Receipt r = take(
      store, absence_header + "P1,99XA00,2025-11-17,1,50,sick,,,\nP3,99XA00,2025-11-17,1,50,authorised,,,\n",
      {}, &refused);
  CHECK(r.rejected == 2);
  CHECK(r.withdrawn == 1);
  CHECK(refused.at(0).code == "holder");
  CHECK(absences(store) == "P2,99XA00,2025-11-17,1,50,unauthorised,,,\n");
  std::ifstream bytes(folder.file(), std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(bytes)), {});
  std::ifstream log(folder.file("store.db-wal"), std::ios::binary);
  const std::string logged((std::istreambuf_iterator<char>(log)), {});
  CHECK((all + logged).find("P2") != std::string::npos);
  CHECK((all + logged).find("P3") == std::string::npos);
  CHECK(code_of([&] { store.set_holder({"school", "99XA"}); }) == ErrorCode::config);
}

TEST_CASE("twenty refused rows that are more than two in a hundred hold the file back") {
  const Folder folder;
  Store store(folder.file());
  const auto file = [](int good, int bad) {
    std::string text = absence_header;
    for (int i = 0; i < good + bad; ++i)
      text += "P" + std::to_string(i) + ",99XA00,2025-11-" + (i < good ? "17" : "31") + ",1,50,late,,,\n";
    return text;
  };
  CHECK(take(store, file(1, 19)).rejected == 19);
  CHECK(take(store, file(980, 20)).rejected == 20);
  CHECK(code_of([&] { take(store, file(979, 20)); }) == ErrorCode::data);
  CHECK(store.last_batch() == 2);
  Options accept;
  accept.accept = true;
  CHECK(take(store, file(979, 20), accept).rejected == 20);
}

TEST_CASE("a file with far fewer rows a school day than usual is held back") {
  const Folder folder;
  Store store(folder.file());
  take(store, "school,name,gemeente,region,email\n99XA00,,,Noord,\n");
  const auto file = [](Date day, int rows) {
    std::string text = absence_header;
    for (int i = 0; i < rows; ++i)
      text += "P" + std::to_string(i) + ",99XA00," + to_string(day) + ",1,50,late,,,\n";
    return text;
  };
  for (int i = 0; i < 4; ++i) take(store, file(monday + i, 100));
  CHECK(code_of([&] { take(store, file(monday + 4, 69)); }) == ErrorCode::data);
  CHECK(store.last_batch() == 5);
  CHECK(take(store, file(monday + 4, 70)).fresh == 70);
}

TEST_CASE("a file that is cut off changes nothing") {
  const Folder folder;
  Store store(folder.file());
  CHECK(code_of([&] { take(store, absence_header + "P1,99XA00,2025-11-17,1,50,late,,,\nP1,99XA00,20"); }) ==
        ErrorCode::data);
  CHECK(store.last_batch() == 0);
  CHECK(pupils(store).empty());
}

TEST_CASE("pupils come in the order of the bytes of their ids, whatever the order of arrival") {
  const Folder folder;
  Store store(folder.file());
  take(store, absence_header + "P9,99XA00,2025-11-17,1,50,late,,,\nP10,99XA00,2025-11-17,1,50,late,,,\n");
  take(store, absence_header + "A,99XA00,2025-11-17,1,50,late,,,\np1,99XA00,2025-11-17,1,50,late,,,\n");
  CHECK(pupils(store) == std::vector<std::string>{"A", "P10", "P9", "p1"});
  std::vector<std::string> some = {"p1", "nobody", "A"};
  std::vector<std::string> got;
  store.each_pupil([&](const PupilFacts& f) { got.push_back(f.pupil); }, &some);
  CHECK(got == std::vector<std::string>{"A", "p1"});
}

TEST_CASE("who was touched since a batch, or has facts that were still to come, is named") {
  const Folder folder;
  Store store(folder.file());
  take(store, absence_header + "P1,99XA00,2025-11-17,1,50,late,,,\nP2,99XA00,2025-11-20,1,50,late,,,\n");
  take(store, absence_header + "P3,99XA00,2025-11-14,1,50,late,,,\n");
  CHECK(store.touched_since(1, monday, monday) == std::vector<std::string>{"P3"});
  CHECK(store.touched_since(2, monday, monday + 3) == std::vector<std::string>{"P2"});
  CHECK(store.touched_since(2, monday + 3, monday + 7).empty());
}

TEST_CASE("signals are new once, then stand, and are withdrawn when they no longer follow") {
  const Folder folder;
  Store store(folder.file());
  const std::string at = "2025-11-24T08:00:00Z";
  const Run run{monday + 7, "hash", 1, false};
  std::vector<Signal> found = {signal("a", "P1", monday), signal("b", "P2", monday)};
  CHECK(store.settle(found, nullptr, run, at).empty());
  CHECK(found[0].status == Status::new_);
  CHECK(store.pending_signals().size() == 2);
  store.mark_escalated({"a", "b"});
  CHECK(store.pending_signals().empty());

  std::vector<Signal> again = {signal("a", "P1", monday)};
  again[0].count = "18";
  const auto gone = store.settle(again, nullptr, run, at);
  CHECK(again[0].status == Status::standing);
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].id == "b");
  CHECK(store.signals().at(0).count == "18");
  CHECK(store.pending_signals().at(0).status == Status::withdrawn);
  CHECK(store.settle(again, nullptr, run, at).empty());

  std::vector<Signal> back = {signal("a", "P1", monday), signal("b", "P2", monday)};
  store.mark_escalated({"b"});
  store.settle(back, nullptr, run, at);
  CHECK(back[1].status == Status::standing);
  CHECK(store.pending_signals().at(0).id == "b");
}

TEST_CASE("a run leaves alone the signals of other pupils and of later days") {
  const Folder folder;
  Store store(folder.file());
  const std::string at = "2025-11-24T08:00:00Z";
  std::vector<Signal> found = {signal("a", "P1", monday), signal("b", "P2", monday),
                               signal("c", "P1", monday + 7)};
  store.settle(found, nullptr, {monday + 7, "hash", 1, false}, at);
  const std::vector<std::string> only = {"P1"};
  std::vector<Signal> none;
  const auto gone = store.settle(none, &only, {monday, "other", 2, true}, at);
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].id == "a");
  // A partial run is not what the next one builds on.
  CHECK(store.last_run()->rules_hash == "hash");
}

TEST_CASE("dossier events keep their order, and their fields any text") {
  const Folder folder;
  Store store(folder.file());
  std::vector<DossierEvent> events(2);
  events[0].dossier = "d1";
  events[0].pupil = "P1";
  events[0].type = "opened";
  events[0].on = monday;
  events[0].fields = {{"why", "1:2,\"=;\n"}, {"", ""}, {"naïef", "é"}};
  events[1] = events[0];
  events[1].dossier = "d2";
  store.append(events);
  CHECK(events[0].number < events[1].number);
  CHECK(store.events().size() == 2);
  const auto one = store.events("d1");
  REQUIRE(one.size() == 1);
  CHECK(one[0].fields == events[0].fields);
  CHECK(one[0].on == monday);
}

TEST_CASE("what fails together leaves nothing behind") {
  const Folder folder;
  Store store(folder.file());
  std::vector<DossierEvent> events(1);
  events[0].pupil = "P1";
  CHECK(code_of([&] {
          store.together([&] {
            store.append(events);
            throw Error(ErrorCode::data, "stop");
          });
        }) == ErrorCode::data);
  CHECK(store.events().empty());
}
