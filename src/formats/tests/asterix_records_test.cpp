// Every value against what tshark reads from the recorded samples.
#include "formats/asterix_records.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>

#include "core/tests/reference_data.hpp"
#include "formats/asterix_file.hpp"
#include "formats/byte_source.hpp"

namespace cupola {
namespace {

constexpr const char* kFolder = "asterix/croatiacontrol/install/sample_data/";

std::string bytes_in(const std::string& path) {
  ByteSource source;
  Problems problems;
  EXPECT_TRUE(source.open(path, problems)) << problems.text();
  std::string bytes, piece(1 << 16, '\0');
  while (const std::size_t n = source.read(piece.data(), piece.size(), problems)) bytes.append(piece, 0, n);
  return bytes;
}

/// One record as tshark prints it: lines with the number of their item in front, `040 RHO, [NM]: 197.68`.
struct Printed {
  int category = 0;
  std::vector<std::string> lines;
};

std::vector<Printed> printed_records(const std::string& text) {
  std::vector<Printed> records;
  int category = 0;
  std::string item;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t indent = line.find_first_not_of(' ');
    if (line.starts_with("ASTERIX packet, Category ")) category = std::atoi(line.c_str() + 25);
    if (indent == 4 && line.find("Asterix message") != line.npos) records.push_back({category, {}});
    if (indent == 8 && line.size() > 12 && line[11] == ',') item = line.substr(8, 3);
    if (indent != line.npos && indent > 8 && !records.empty())
      records.back().lines.push_back(item + ' ' + line.substr(indent));
  }
  return records;
}

/// The value behind the last colon of the first line of an item that holds a label.
std::optional<std::string> value(const Printed& record, const std::string& item, const std::string& label) {
  for (const std::string& line : record.lines) {
    if (!line.starts_with(item) || line.find(label) == line.npos) continue;
    std::string text = line.substr(line.rfind(": ") + 2);
    const std::size_t open = text.rfind('('), close = text.rfind(')');
    if (open != text.npos && close != text.npos && close == text.size() - 1)
      text = text.substr(open + 1, close - open - 1);
    return text;
  }
  return std::nullopt;
}

template <class T>
std::optional<double> number(const std::optional<T>& value) {
  return value ? std::optional<double>(static_cast<double>(*value)) : std::nullopt;
}

template <class Record>
struct Field {
  const char *item, *label;
  std::function<std::optional<double>(const Record&)> get;
};

const std::vector<Field<AsterixPlot>> kPlotFields = {
    {"010", "SAC", [](const AsterixPlot& p) { return std::optional<double>(p.source->sac); }},
    {"010", "SIC", [](const AsterixPlot& p) { return std::optional<double>(p.source->sic); }},
    {"140", "Time of Day",
     [](const AsterixPlot& p) { return std::optional<double>(*p.time_of_day_128 / 128.0); }},
    {"020", "= TYP", [](const AsterixPlot& p) { return std::optional<double>(p.type); }},
    {"020", "= SIM", [](const AsterixPlot& p) { return std::optional<double>(p.simulated); }},
    {"020", "= RAB", [](const AsterixPlot& p) { return std::optional<double>(p.fixed_monitor); }},
    {"040", "RHO", [](const AsterixPlot& p) { return p.slant_range_nmi; }},
    {"040", "THETA", [](const AsterixPlot& p) { return p.azimuth_deg; }},
    {"070", "MODE3A", [](const AsterixPlot& p) { return number(p.mode_3a); }},
    {"090", "FL, [FL]", [](const AsterixPlot& p) { return p.flight_level; }},
    {"110", "3DH", [](const AsterixPlot& p) { return p.height_ft; }},
    {"130", "SSR Plot Runlength, [", [](const AsterixPlot& p) { return p.secondary_run_deg; }},
    {"130", "PSR Plot Runlength, [", [](const AsterixPlot& p) { return p.primary_run_deg; }},
    {"130",
     "Number of Received Replies for (M)SSR: ", [](const AsterixPlot& p) { return number(p.replies); }},
    {"130", "Amplitude of (M)SSR Reply, [", [](const AsterixPlot& p) { return number(p.secondary_dbm); }},
    {"220", "Aircraft Address", [](const AsterixPlot& p) { return number(p.aircraft_address); }},
    {"161", "TRN", [](const AsterixPlot& p) { return number(p.track_number); }},
    {"042", "X, X-Component", [](const AsterixPlot& p) { return p.x_nmi; }},
    {"042", "Y, X-Component", [](const AsterixPlot& p) { return p.y_nmi; }},
    {"200", "GSP", [](const AsterixPlot& p) { return p.speed_nmi_s; }},
    {"200", "HDG", [](const AsterixPlot& p) { return p.heading_deg; }}};

const std::vector<Field<AsterixTrack>> kTrackFields = {
    {"010", "SAC", [](const AsterixTrack& t) { return std::optional<double>(t.source->sac); }},
    {"010", "SIC", [](const AsterixTrack& t) { return std::optional<double>(t.source->sic); }},
    {"015", "Service", [](const AsterixTrack& t) { return number(t.service); }},
    {"070", "Time Of",
     [](const AsterixTrack& t) { return std::optional<double>(*t.time_of_day_128 / 128.0); }},
    {"105", "LAT", [](const AsterixTrack& t) { return t.latitude_deg; }},
    {"105", "LON", [](const AsterixTrack& t) { return t.longitude_deg; }},
    {"100", "X, ", [](const AsterixTrack& t) { return t.x_m; }},
    {"100", "Y, ", [](const AsterixTrack& t) { return t.y_m; }},
    {"185", "VX", [](const AsterixTrack& t) { return t.vx_m_s; }},
    {"185", "VY", [](const AsterixTrack& t) { return t.vy_m_s; }},
    {"210", "AX", [](const AsterixTrack& t) { return t.ax_m_s2; }},
    {"210", "AY", [](const AsterixTrack& t) { return t.ay_m_s2; }},
    {"060", "MODE3A", [](const AsterixTrack& t) { return number(t.mode_3a); }},
    {"380", "Target Address: ", [](const AsterixTrack& t) { return number(t.aircraft_address); }},
    {"040", "Track Number", [](const AsterixTrack& t) { return number(t.track_number); }},
    {"080", "= CNF", [](const AsterixTrack& t) { return std::optional<double>(t.tentative); }},
    {"136", "Measured Flight Level", [](const AsterixTrack& t) { return t.measured_flight_level; }},
    {"130", "Geometric Altitude", [](const AsterixTrack& t) { return t.height_ft; }},
    {"135", "CTB", [](const AsterixTrack& t) { return t.barometric_flight_level; }},
    {"220", "Rate of Climb", [](const AsterixTrack& t) { return t.climb_ft_min; }}};

const std::vector<Field<AsterixService>> kServiceFields = {
    {"010", "SAC", [](const AsterixService& s) { return std::optional<double>(s.source->sac); }},
    {"010", "SIC", [](const AsterixService& s) { return std::optional<double>(s.source->sic); }},
    {"041", "Antenna Rotation Speed, [", [](const AsterixService& s) { return s.period_s; }},
    {"120", "LAT", [](const AsterixService& s) { return s.latitude_deg; }},
    {"120", "LON", [](const AsterixService& s) { return s.longitude_deg; }},
    {"120", "HGT", [](const AsterixService& s) { return s.height_m; }}};

/// How many values stand on both sides, all of them equal; what tshark has and we have not is a failure.
template <class Record>
std::size_t compare(const Printed& printed, const Record& record, const std::vector<Field<Record>>& fields) {
  std::size_t equal = 0;
  for (const Field<Record>& field : fields) {
    const std::optional<std::string> text = value(printed, field.item, field.label);
    if (!text) continue;
    const std::optional<double> got = field.get(record);
    EXPECT_TRUE(got) << field.item << ' ' << field.label;
    if (!got) continue;
    double expected = std::strtod(text->c_str(), nullptr);
    // Two's complement in the standard (-12 to 1500); this tshark prints it without its sign.
    if (std::string(field.label) == "FL, [FL]" && expected > 1500.0) expected -= 4096.0;
    EXPECT_NEAR(*got, expected, 1e-13 * std::fabs(expected))
        << field.item << ' ' << field.label << ' ' << *text;
    ++equal;
  }
  return equal;
}

struct Compared {
  std::size_t records = 0, values = 0, callsigns = 0;
};

Compared compare_files(const std::string& path, const std::string& decode) {
  const std::vector<Printed> printed = printed_records(bytes_in(decode));
  const std::string bytes = bytes_in(path);
  Compared compared;
  std::size_t next = 0;
  const auto hand_on = [&](int category, std::span<const AsterixItem> items) {
    while (next < printed.size() && !asterix_uap(printed[next].category)) ++next;
    ASSERT_LT(next, printed.size()) << "more records than tshark found";
    const Printed& p = printed[next++];
    ASSERT_EQ(p.category, category);
    ++compared.records;
    std::optional<std::string> callsign;
    if (category == 34) compared.values += compare(p, asterix_service(items), kServiceFields);
    if (category == 48)
      compared.values += compare(p, asterix_plot(items), kPlotFields),
          callsign = asterix_plot(items).callsign;
    if (category == 62)
      compared.values += compare(p, asterix_track(items), kTrackFields),
          callsign = asterix_track(items).callsign;
    const auto said = category == 48 ? value(p, "240", "Aircraft Identification: ")
                                     : value(p, "380", "Target Identification: ");
    EXPECT_EQ(callsign.has_value(), said.has_value());
    if (callsign && said) {
      EXPECT_EQ(*callsign, *said);
      ++compared.callsigns;
    }
  };
  AsterixCount count;
  Problems problems;
  EXPECT_TRUE(for_each_asterix_record({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()},
                                      path, hand_on, count, problems));
  EXPECT_EQ(count.damaged, 0u);
  while (next < printed.size() && !asterix_uap(printed[next].category)) ++next;
  EXPECT_EQ(next, printed.size()) << "tshark found more records";
  return compared;
}

TEST(AsterixRecords, the_plots_of_the_raw_sample_are_those_of_tshark) {
  CUPOLA_REFERENCE_FILE(raw, std::string(kFolder) + "cat048.raw");
  CUPOLA_REFERENCE_FILE(decode, std::string(kFolder) + "cat048.raw.tshark.txt");
  const Compared compared = compare_files(raw, decode);
  EXPECT_EQ(compared.records, 1u);
  EXPECT_EQ(compared.values, 14u);
  EXPECT_EQ(compared.callsigns, 1u);
}

TEST(AsterixRecords, the_plots_of_the_capture_are_those_of_tshark) {
  CUPOLA_REFERENCE_FILE(capture, std::string(kFolder) + "cat_034_048.pcap");
  CUPOLA_REFERENCE_FILE(decode, std::string(kFolder) + "cat_034_048.pcap.tshark.txt.gz");
  const Compared compared = compare_files(capture, decode);
  EXPECT_EQ(compared.records, 162u);
  EXPECT_EQ(compared.callsigns, 124u);
  EXPECT_GT(compared.values, 2000u);
}

TEST(AsterixRecords, the_tracks_of_the_samples_are_those_of_tshark) {
  for (const std::string name : {"cat062cat065.raw", "cat_062_065.pcap"}) {
    CUPOLA_REFERENCE_FILE(file, kFolder + name);
    CUPOLA_REFERENCE_FILE(decode, kFolder + name + ".tshark.txt");
    const Compared compared = compare_files(file, decode);
    EXPECT_EQ(compared.records, 2u) << name;
    EXPECT_GT(compared.values, 36u) << name;
  }
}

TEST(AsterixRecords, a_radar_says_where_it_stands) {
  CUPOLA_REFERENCE_FILE(raw, "asterix/croatiacontrol/asterix/sample_data/cat034.raw");
  CUPOLA_REFERENCE_FILE(decode, "asterix/croatiacontrol/asterix/sample_data/cat034.raw.tshark.txt");
  EXPECT_EQ(compare_files(raw, decode).records, 1u);
}

}  // namespace
}  // namespace cupola
