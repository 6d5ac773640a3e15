#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"
#include "formats/read_detections.hpp"
#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

using testing::Folder;

constexpr double kDegree = math::kPi / 180.0;
const std::string kEastNorth = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\n";
const std::string kPolar = "time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n";
const std::string kOverGround = "det,scan,t_s,range_m,az_deg,el_deg\n";
const std::string kSensors = "sensor,east_m,north_m,up_m\nradar,10,-20,30\n";
const std::string kParams =
    R"({"radars": {"R1": [38.4, 27.2, 50.0]}, "cases": {"A": {"period_s": 4.0, "rmax_m": 150000.0, "radar": "R1",
        "pd": 0.9, "sr_m": 50, "saz_deg": 0.1, "sel_deg": 0.15, "clutter_per_scan": 10}}})";

struct Result {
  std::optional<DetectionsRead> read;
  std::string said;
  Problems problems;
};

Result read(const std::string& path, const ReadDetectionsOptions& options = {}) {
  Result result;
  result.read = read_detections(path, options, result.problems);
  result.said = result.problems.text();
  EXPECT_EQ(result.read.has_value(), result.problems.empty()) << result.said;
  return result;
}

std::string warnings(const Result& result) {
  std::string text;
  if (result.read)
    for (const std::string& warning : result.read->warnings) text += warning + '\n';
  return text;
}

TEST(ReadPlots, in_east_and_north) {
  const Folder folder;
  const Result r = read(folder.write("p.csv", kEastNorth + "0.5,radar,1,-2.5,3,4\n4.5,radar,1e3,+2,30,40\n"));
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(r.read->layout, DetectionsLayout::plots_east_north);
  EXPECT_EQ(warnings(r), "");
  ASSERT_EQ(r.read->set.sensors.size(), 1u);
  EXPECT_EQ(r.read->set.sensors[0].name, "radar");
  ASSERT_EQ(r.read->set.detections.size(), 2u);
  const Detection& first = r.read->set.detections[0];
  EXPECT_EQ(first.time.ns, 500'000'000);
  EXPECT_EQ(first.row, 0);
  EXPECT_EQ(first.z[0], 1.0);
  EXPECT_EQ(first.z[1], -2.5);
  EXPECT_EQ(first.sd[0], 3.0);
  EXPECT_EQ(first.sd[1], 4.0);
  EXPECT_EQ(r.read->set.detections[1].z[0], 1000.0);
  EXPECT_EQ(r.read->set.detections[1].row, 1);
}

TEST(ReadPlots, in_range_and_azimuth_from_where_the_sensor_stands) {
  const Folder folder;
  folder.write("sensors.csv",
               "sensor,east_m,north_m,up_m,period_s,range_most_m,detection_probability,false_per_scan,"
               "resolution_range_m,resolution_azimuth_deg,bias_azimuth_deg\n"
               "radar,10,-20,30,4,2e5,0.9,30,150,1.5,0.1\n");
  const Result r = read(folder.write("p.csv", kPolar + "0,radar,1000,90,50,0.1\n"));
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(warnings(r), "");
  const DetectionSensor& sensor = r.read->set.sensors[0];
  EXPECT_EQ(sensor.measures, Measures::range_azimuth);
  EXPECT_EQ(sensor.p_plane_enu_m, (Vec3{10, -20, 30}));
  EXPECT_EQ(sensor.period_s, 4.0);
  EXPECT_EQ(sensor.range_most_m, 2e5);
  EXPECT_EQ(sensor.detection_probability, 0.9);
  EXPECT_EQ(sensor.false_detections_per_scan, 30.0);
  EXPECT_EQ(sensor.resolution_range_m, 150.0);
  EXPECT_NEAR(sensor.resolution_azimuth_rad, 1.5 * kDegree, 1e-15);
  const Detection& d = r.read->set.detections[0];
  EXPECT_EQ(d.z[0], 1000.0);
  EXPECT_NEAR(d.z[1], math::kPi / 2, 1e-15);
  EXPECT_NEAR(d.sd[1], 0.1 * kDegree, 1e-18);
}

TEST(ReadPlots, over_the_ellipsoid_with_params_json) {
  const Folder folder;
  folder.write("params.json", kParams);
  const Result r = read(folder.write("detections_A.csv.gz", kOverGround + "0,0,0.25,1000,359,-1\n", true));
  ASSERT_TRUE(r.read) << r.said;
  const DetectionSensor& sensor = r.read->set.sensors[0];
  EXPECT_EQ(sensor.name, "R1");
  EXPECT_EQ(sensor.measures, Measures::range_azimuth_elevation);
  EXPECT_NEAR(sensor.place.latitude_rad, 38.4 * kDegree, 1e-15);
  EXPECT_EQ(sensor.place.height_hae_m, 50.0);
  EXPECT_EQ(sensor.period_s, 4.0);
  EXPECT_EQ(sensor.range_most_m, 150000.0);
  EXPECT_EQ(sensor.detection_probability, 0.9);
  EXPECT_EQ(sensor.false_detections_per_scan, 10.0);
  const Detection& d = r.read->set.detections[0];
  EXPECT_EQ(d.time.ns, 250'000'000);
  EXPECT_NEAR(d.z[2], -kDegree, 1e-15);
  EXPECT_EQ(d.sd[0], 50.0);
  EXPECT_NEAR(d.sd[2], 0.15 * kDegree, 1e-15);
}

TEST(ReadPlots, the_order_of_columns_is_free_and_others_are_passed_over) {
  const Folder folder;
  const Result r = read(folder.write("p.csv",
                                     "colour,north_m,sigma_north_m,\"east_m\",sigma_east_m, time_s "
                                     ",sensor\r\nred,2,4,1,3,9,\"the, one\"\r\n"));
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_NE(warnings(r).find("p.csv:1: passed over: `colour`\n"), std::string::npos) << warnings(r);
  EXPECT_EQ(r.read->set.sensors[0].name, "the, one");
  const Detection& d = r.read->set.detections[0];
  EXPECT_EQ(d.z[0], 1.0);
  EXPECT_EQ(d.z[1], 2.0);
  EXPECT_EQ(d.sd[0], 3.0);
  EXPECT_EQ(d.sd[1], 4.0);
  EXPECT_EQ(d.time.ns, 9'000'000'000);
}

TEST(ReadPlots, several_sensors_stand_by_name_whoever_comes_first) {
  const Folder folder;
  folder.write("sensors.csv", "sensor,east_m,north_m,period_s\na,1,0,4\nb,2,0,10\nunused,3,0,\n");
  const Result r = read(folder.write("p.csv", kPolar + "0,b,2000,0,1,1\n0.5,a,3000,0,1,1\n1,b,4000,0,1,1\n"));
  ASSERT_TRUE(r.read) << r.said;
  ASSERT_EQ(r.read->set.sensors.size(), 2u);
  EXPECT_EQ(r.read->set.sensors[0].name, "a");
  EXPECT_EQ(r.read->set.sensors[1].period_s, 10.0);
  EXPECT_EQ(r.read->set.detections[0].sensor, 1);
  EXPECT_EQ(r.read->set.detections[1].sensor, 0);

  ReadDetectionsOptions options;
  options.only = {"a"};
  const Result alone = read(folder.path() + "/p.csv", options);
  ASSERT_TRUE(alone.read);
  ASSERT_EQ(alone.read->set.detections.size(), 1u);
  EXPECT_EQ(alone.read->set.detections[0].row, 1);
  options.only = {"c"};
  EXPECT_NE(read(folder.path() + "/p.csv", options).said.find("its sensors: a, b"), std::string::npos);
}

TEST(ReadPlots, sensors_by_latitude_share_a_plane_and_its_north) {
  const Folder folder;
  folder.write("sensors.csv", "sensor,latitude_deg,longitude_deg,height_hae_m\nw,39,29,100\ne,39,31,0\n");
  const Result r = read(folder.write("p.csv", kPolar + "0,w,1000,10,1,1\n0,e,1000,10,1,1\n"));
  ASSERT_TRUE(r.read) << r.said;
  ASSERT_TRUE(r.read->origin);
  EXPECT_NEAR(r.read->origin->longitude_rad, 30 * kDegree, 1e-12);
  const auto& sensors = r.read->set.sensors;  // e, then w
  // Two degrees at 39 north are 173 230 m (GeographicLib), and meridians close on each other by sin(39 deg) a
  // degree.
  EXPECT_NEAR(sensors[0].p_plane_enu_m.x - sensors[1].p_plane_enu_m.x, 173230.0, 60.0);
  EXPECT_NEAR(sensors[0].p_plane_enu_m.x, -sensors[1].p_plane_enu_m.x, 1e-6);
  const double turn_rad = std::sin(39.0 * kDegree) * kDegree;
  const auto& detections = r.read->set.detections;
  EXPECT_NEAR(detections[0].z[1], 10.0 * kDegree + turn_rad,
              1e-5);  // the west one: its north leans to the right
  EXPECT_NEAR(detections[1].z[1], 10.0 * kDegree - turn_rad, 1e-5);
}

TEST(ReadPlots, one_polar_sensor_without_a_place_is_the_origin) {
  const Folder folder;
  const Result r = read(folder.write("p.csv", kPolar + "0,radar,1000,90,50,0.1\n"));
  ASSERT_TRUE(r.read);
  EXPECT_NE(warnings(r).find("nothing says where `radar` stands: taken as the origin"), std::string::npos);
}

TEST(ReadPlots, times_that_go_back_are_sorted_and_said) {
  const Folder folder;
  const Result r = read(
      folder.write("p.csv", kEastNorth + "4,r,1,1,1,1\n# a remark\n0,r,2,1,1,1\n8,r,3,1,1,1\n4,r,4,1,1,1\n"));
  ASSERT_TRUE(r.read);
  EXPECT_NE(warnings(r).find("p.csv:4: the time goes back here and in 1 more place: sorted by time"),
            std::string::npos)
      << warnings(r);
  std::vector<std::int64_t> rows;
  for (const Detection& d : r.read->set.detections) rows.push_back(d.row);
  EXPECT_EQ(rows, (std::vector<std::int64_t>{1, 0, 3, 2}));
}

TEST(ReadPlots, a_column_says_when_a_plot_arrived) {
  const Folder folder;
  const std::string header = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m,received_s\n";
  const Result r = read(folder.write("p.csv", header + "4,radar,1,2,3,4,4\n0,radar,1,2,3,4,7.25\n"));
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(r.read->set.detections[0].delay_us, 7'250'000u);  // by time of measurement, as ever
  EXPECT_EQ(r.read->set.detections[1].delay_us, 0u);
  folder.write("params.json", kParams);
  const Result over_ground = read(folder.write(
      "detections_A.csv", "det,scan,t_s,range_m,az_deg,el_deg,received_s\n7,0,1,5e4,90,1,1.5\n"));
  ASSERT_TRUE(over_ground.read) << over_ground.said;
  EXPECT_EQ(over_ground.read->set.detections[0].delay_us, 500'000u);
}

TEST(ReadPlots, an_arrival_before_the_plot_or_hours_later_is_refused) {
  const Folder folder;
  const std::string header = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m,received_s\n";
  const Result before = read(folder.write("p.csv", header + "4,radar,1,2,3,4,3\n"));
  EXPECT_NE(before.said.find(":2:17: error: `received_s` lies before"), std::string::npos) << before.said;
  const Result after = read(folder.write("q.csv", header + "4,radar,1,2,3,4,3605\n"));
  EXPECT_NE(after.said.find("more than an hour after"), std::string::npos) << after.said;
  const Result slip = read(folder.write(
      "s.csv", "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m,recieved_s\n4,radar,1,2,3,4,5\n"));
  EXPECT_NE(slip.said.find("received_s"), std::string::npos) << slip.said;
}

TEST(ReadPlots, exact_repetitions_are_dropped_and_said) {
  const Folder folder;
  const Result r = read(folder.write(
      "p.csv",
      kEastNorth + "0,r,1,1,1,1\n0,r,2,1,1,1\n0,r,1,1,1,1\n0,q,1,1,1,1\n4,r,1,1,1,1\n0,r,1,1,5,5\n"));
  ASSERT_TRUE(r.read);
  EXPECT_NE(
      warnings(r).find("2 detections repeat earlier ones exactly and were dropped, the first of them row 2"),
      std::string::npos)
      << warnings(r);
  EXPECT_EQ(r.read->set.detections.size(), 4u);
}

TEST(ReadPlots, units_that_look_wrong_are_doubted) {
  const Folder folder;
  std::string radians = kPolar, km = kPolar, plane = kEastNorth, fine = kPolar;
  for (int i = 0; i < 60; ++i) {
    const std::string k = std::to_string(i);
    radians += k + ",r," + std::to_string(20000 + i) + "," + std::to_string(0.1 * i) + ",50,0.1\n";
    km += k + ",r," + std::to_string(20 + i) + "," + std::to_string(6 * i) + ",0.05,0.1\n";
    plane += k + ",r," + std::to_string(20 + i) + ",100,0.05,0.1\n";
    fine += k + ",r," + std::to_string(20000 + i) + "," + std::to_string(6 * i) + ",50,0.1\n";
  }
  EXPECT_NE(warnings(read(folder.write("r.csv", radians))).find("were they radians?"), std::string::npos);
  EXPECT_NE(warnings(read(folder.write("k.csv", km))).find("no range is above 1000 m: were they kilometres?"),
            std::string::npos);
  EXPECT_NE(warnings(read(folder.write("p.csv", plane))).find("were they kilometres?"), std::string::npos);
  EXPECT_EQ(warnings(read(folder.write("f.csv", fine))).find("were they"), std::string::npos);
  const auto lines = [](const std::string& text, int count) {
    std::size_t end = 0;
    for (int i = 0; i <= count; ++i) end = text.find('\n', end) + 1;
    return text.substr(0, end);
  };
  // Few plots are doubted where they lie apart: 0.1 degrees a plot, twenty of them.
  EXPECT_NE(warnings(read(folder.write("s.csv", lines(radians, 20)))).find("were they radians?"),
            std::string::npos);
  EXPECT_EQ(warnings(read(folder.write("t.csv", lines(radians, 6)))).find("were they"), std::string::npos);
  EXPECT_EQ(warnings(read(folder.write("g.csv", lines(fine, 20)))).find("were they"), std::string::npos);
}

TEST(ReadPlots, what_is_wrong_is_said_once_with_its_place) {
  struct Case {
    std::string text, said;
  };
  const std::vector<Case> cases = {
      {"", ": error: the file is empty\n"},
      {"\n\n# nothing\n", "nothing but blank lines and remarks"},
      {kEastNorth, "there is a header and nothing behind it"},
      {"\xff\xfet\0i", "this is UTF-16"},
      {std::string("\x7f\x45\x4c\x46\x02\x01\0\0\0\0", 10), "error: "},
      {std::string("\0\0\0\0\0\0\0\0", 8), "this is no layout that is known"},
      {"time_s,target,east_m,north_m,v_east_mps,v_north_mps\n0,1,2,3,4,5\n",
       "this is a file of truth or of tracks, not of detections"},
      {"name,colour\nx,red\n", ":1:1: error: these columns are of no layout that is known"},
      {"0,radar,1,2,3,4\n", "the first line names the columns"},
      {"time_s;sensor;east_m\n0;r;1\n", "fields are separated by commas"},
      {"time_s,sensor,east_m,north_m,sigma_east_m\n0,r,1,1,1\n",
       ":1:1: error: a column is missing: `sigma_north_m`"},
      {"time_s,sensor,range_km,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n0,r,1,1,1,1\n",
       ":1:15: error: no column is called `range_km`"},
      {"time_s,sensor,range_m,azimuth_rad,sigma_range_m,sigma_azimuth_deg\n0,r,1,1,1,1\n",
       "did you mean `azimuth_deg`? The unit is part of the name"},
      {"time_s,sensor,east_m,east_m,north_m,sigma_east_m,sigma_north_m\n",
       ":1:22: error: the column `east_m` stands here twice"},
      {kEastNorth + "0,r,1,1,1\n", ":2:1: error: 5 fields where the header has 6"},
      {kEastNorth + "0,r,1,1,1,1,1\n", ":2:1: error: 7 fields where the header has 6"},
      {kEastNorth + "0,r,nan,1,1,1\n", ":2:5: error: `nan` is no finite number"},
      {kEastNorth + "0,r,1,inf,1,1\n", ":2:7: error: `inf` is no finite number"},
      {kEastNorth + "0,r,1,1e999,1,1\n", "`1e999` is no finite number"},
      {kEastNorth + "0,r,1 km,1,1,1\n", "`east_m` takes a number and nothing else"},
      {kEastNorth + "0,r,,1,1,1\n", ":2:5: error: `east_m` is empty"},
      {kEastNorth + "1e10,r,1,1,1,1\n", "`time_s` cannot be `1e10`"},
      {kEastNorth + "-4.1e9,r,1,1,1,1\n", "`time_s` cannot be `-4.1e9`"},
      {kEastNorth + "0,r,1,1,0,1\n", ":2:9: error: `sigma_east_m` cannot be `0`"},
      {kEastNorth + "0,r,1,1,1,-2\n", "hint: a standard deviation is above zero"},
      {kEastNorth + "0,r,1e9,1,1,1\n", "`east_m` cannot be `1e9`"},
      {kEastNorth + std::string("0,r,1,\0,1,1\n", 12), ":2:1: error: a zero byte: this is no text"},
      {kEastNorth + "0,\"r,1,1,1,1\n", ":2:3: error: a quote is opened here and not closed in this line"},
      {kEastNorth + "0,\"r\"x,1,1,1,1\n", "something stands between a closing quote and the next comma"},
      {kEastNorth + "0,r," + std::string(2'000'000, '1') + ",1,1,1\n",
       ":2:1: error: a line of more than a mebibyte"},
      {kPolar + "0,r,1000,400,1,1\n", "are these mils (6400 a turn)?"},
      {kPolar + "0,r,1000,-361,1,1\n", "`azimuth_deg` cannot be `-361`"},
      {kPolar + "0,r,0,1,1,1\n", "hint: ranges are metres, above zero"},
      {kPolar + "0,a,1,1,1,1\n0,b,1,1,1,1\n",
       "it has several sensors and nothing says where they stand: a, b"},
      {kOverGround + "0,0,0,1000,1,1\n", "nothing says where the radar stands"}};
  for (const Case& c : cases) {
    const Folder folder;
    const Result r = read(folder.write("p.csv", c.text));
    EXPECT_FALSE(r.read);
    EXPECT_NE(r.said.find(c.said), std::string::npos) << c.said << "\ngot " << r.said;
    EXPECT_LE(r.problems.all().size(), 1u) << r.said;
  }
}

TEST(ReadPlots, further_mistakes_are_told_too_up_to_twenty) {
  const Folder folder;
  std::string text = kEastNorth;
  for (int i = 0; i < 100; ++i) text += "0,r,x,y,0,1\n";
  const Result r = read(folder.write("p.csv", text));
  EXPECT_GE(r.problems.all().size(), 20u);
  EXPECT_LE(r.problems.all().size(), 22u);
}

TEST(ReadPlots, more_than_the_limit_is_refused_where_it_is_passed) {
  const Folder folder;
  ReadDetectionsOptions options;
  options.most = 2;
  const Result r =
      read(folder.write("p.csv", kEastNorth + "0,r,1,1,1,1\n0,r,2,1,1,1\n0,r,3,1,1,1\n"), options);
  EXPECT_NE(r.said.find("p.csv:4:1: error: more than 2 detections"), std::string::npos) << r.said;
  static_assert(sizeof(Detection) == 72, "the limit's documentation counts with it");
}

TEST(ReadPlots, a_sensor_that_nobody_knows_is_named) {
  const Folder folder;
  folder.write("sensors.csv", kSensors);
  const Result r = read(folder.write("p.csv", kPolar + "0,rader,1000,1,1,1\n0,rader,1000,1,1,1\n"));
  EXPECT_NE(r.said.find("p.csv:2:3: error: "), std::string::npos) << r.said;
  EXPECT_NE(r.said.find("sensors.csv has no sensor `rader`"), std::string::npos) << r.said;
  EXPECT_NE(r.said.find("did you mean `radar`?"), std::string::npos) << r.said;
  EXPECT_EQ(r.problems.all().size(), 1u);
}

TEST(ReadPlots, numbers_of_detections_are_not_given_twice) {
  const Folder folder;
  folder.write("params.json", kParams);
  const Result r =
      read(folder.write("d_A.csv", kOverGround + "7,0,0,1000,1,1\n3,0,1,1000,1,1\n7,0,2,1000,1,1\n"));
  EXPECT_NE(r.said.find("d_A.csv:4: error: `det` 7 stands in line 2 already"), std::string::npos) << r.said;
}

TEST(ReadPlots, packed_files_that_are_cut_off_or_damaged_are_refused) {
  const Folder folder;
  std::string text = kEastNorth;
  for (int i = 0; i < 40000; ++i)
    text += std::to_string(i) + ",r," + std::to_string(i * 7919 % 1000003) + ",1,1,1\n";
  const std::string path = folder.write("p.csv.gz", text, true);
  ASSERT_TRUE(read(path).read);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  EXPECT_NE(read(path).said.find("the packed data end in the middle"), std::string::npos) << read(path).said;
  std::string damaged(1000, '\x55');
  const std::string junk = folder.write("junk.gz", "\x1f\x8b\x08\x00" + damaged);
  EXPECT_NE(read(junk).said.find("the packed data are damaged"), std::string::npos) << read(junk).said;
}

TEST(ReadPlots, what_is_no_file_is_said) {
  EXPECT_NE(read("/nowhere/p.csv").said.find("cannot open it"), std::string::npos);
  EXPECT_NE(read("/").said.find("this is a folder"), std::string::npos);
}

TEST(ReadPlots, the_sets_of_the_reference_data_are_read_whole) {
  struct Case {
    std::string name;
    std::size_t detections;
    double z0;
  };
  const std::vector<Case> cases = {{"n010_s1_polar.csv", 2260, 237921.8505},
                                   {"n010_s1_cartesian.csv", 2260, 82155.9335},
                                   {"n500_s1_polar.csv", 27138, 108497.0},
                                   {"manoeuvre_analytic/detections_A.csv.gz", 1473, 95707.274403}};
  for (const Case& c : cases) {
    CUPOLA_REFERENCE_FILE(path, "tracking/" + c.name);
    const Result r = read(path);
    ASSERT_TRUE(r.read) << r.said;
    EXPECT_EQ(warnings(r), "");
    EXPECT_EQ(r.read->set.detections.size(), c.detections) << c.name;
    EXPECT_NEAR(r.read->set.detections[0].z[0], c.z0, 1.0) << c.name;
  }
}

}  // namespace
}  // namespace cupola
