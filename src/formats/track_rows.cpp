#include "formats/track_rows.hpp"

#include "core/check.hpp"
#include "formats/number_text.hpp"

namespace cupola {

std::int64_t written_us(Time time) {
  const std::int64_t ns = time.ns < 0 ? -time.ns : time.ns, us = (ns + 500) / 1000;
  return time.ns < 0 ? -us : us;
}

void append_time(std::string& text, Time time) {
  const std::int64_t us = written_us(time), size = us < 0 ? -us : us;
  if (us < 0) text.push_back('-');
  append_whole(text, size / 1'000'000);
  text.push_back('.');
  for (std::int64_t unit = 100'000; unit > 0; unit /= 10)
    text.push_back(static_cast<char>('0' + size / unit % 10));
}

void append_track_row(std::string& text, Time time, std::int64_t track, std::span<const double> state,
                      std::span<const double> covariance) {
  CUPOLA_CHECK((state.size() == 4 || state.size() == 6) &&
               covariance.size() == state.size() * (state.size() + 1) / 2);
  append_time(text, time);
  text.push_back(',');
  append_whole(text, track);
  for (const double x : state) {
    text.push_back(',');
    append_fixed(text, x, 4);
  }
  for (const double c : covariance) {
    text.push_back(',');
    append_float(text, c);
  }
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field.push_back('"');
    field.push_back(c);
  }
  field.push_back('"');
  return field;
}

void append_association(std::string& text, std::int64_t row, Time time, const std::string& sensor,
                        std::int64_t track) {
  append_whole(text, row);
  text.push_back(',');
  append_time(text, time);
  text.push_back(',');
  text.append(csv_field(sensor));
  text.push_back(',');
  append_whole(text, track);
  text.push_back('\n');
}

}  // namespace cupola
