#include "formats/asterix_records.hpp"

namespace cupola {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::uint32_t whole(Bytes bytes, std::size_t from, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[from + i];
  return value;
}

/// The last `bits` bits of a value as a signed number.
std::int32_t with_sign(std::uint32_t value, int bits) {
  const std::uint32_t sign = std::uint32_t{1} << (bits - 1), mask = (sign << 1) - 1;
  const auto low = static_cast<std::int64_t>(value & mask);
  return static_cast<std::int32_t>((value & sign) != 0 ? low - (static_cast<std::int64_t>(mask) + 1) : low);
}

std::int32_t signed_whole(Bytes bytes, std::size_t from, std::size_t count) {
  return with_sign(whole(bytes, from, count), static_cast<int>(8 * count));
}

AsterixSource source_of(Bytes bytes) { return {bytes[0], bytes[1]}; }

/// Twelve bits as the four octal digits that pilots read: 02303 octal is 2303.
int octal_digits(std::uint32_t code) {
  return static_cast<int>((code >> 9 & 7) * 1000 + (code >> 6 & 7) * 100 + (code >> 3 & 7) * 10 + (code & 7));
}

/// Eight characters of six bits (ICAO Annex 10, volume IV, table 3-8).
std::string six_bit_text(Bytes bytes, std::size_t from) {
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    const std::size_t bit = 6 * i, byte = from + bit / 8;
    const std::uint32_t two = bytes[byte] * 256u + (byte + 1 < bytes.size() ? bytes[byte + 1] : 0u);
    const std::uint32_t code = two >> (10 - bit % 8) & 63;
    if (code >= 1 && code <= 26)
      text += static_cast<char>('A' + code - 1);
    else
      text += code >= 48 && code <= 57 ? static_cast<char>('0' + code - 48) : ' ';
  }
  return text;
}

constexpr double kSpeed_nmi_s = 1.0 / 16384.0, kAngle16_deg = 360.0 / 65536.0, kAngle13_deg = 360.0 / 8192.0;
constexpr double kPlace25_deg = 180.0 / 33554432.0, kPlace23_deg = 180.0 / 8388608.0;
constexpr double kFlightLevel = 0.25, kHeight_ft = 6.25, kPerMinute_ft = 6.25;

void take_type(Bytes bytes, AsterixPlot& plot) {
  plot.type = bytes[0] >> 5;
  plot.simulated = (bytes[0] & 0x10) != 0;
  plot.fixed_monitor = (bytes[0] & 0x02) != 0;
  plot.test = bytes.size() > 1 && (bytes[1] & 0x80) != 0;
  plot.range_in_expansion = bytes.size() > 1 && (bytes[1] & 0x40) != 0;
}

void take_characteristic(std::uint8_t part, std::uint8_t byte, AsterixPlot& plot) {
  const std::int32_t value = with_sign(byte, 8);
  switch (part) {
    case 1:
      plot.secondary_run_deg = byte * kAngle13_deg;
      break;
    case 2:
      plot.replies = byte;
      break;
    case 3:
      plot.secondary_dbm = value;
      break;
    case 4:
      plot.primary_run_deg = byte * kAngle13_deg;
      break;
    case 5:
      plot.primary_dbm = value;
      break;
    case 6:
      plot.range_difference_nmi = value / 256.0;
      break;
    case 7:
      plot.azimuth_difference_deg = value * (360.0 / 16384.0);
      break;
    default:
      break;
  }
}

void take(const AsterixItem& item, AsterixPlot& plot) {
  const Bytes b = item.bytes;
  switch (item.number) {
    case 10:
      plot.source = source_of(b);
      break;
    case 140:
      plot.time_of_day_128 = whole(b, 0, 3);
      break;
    case 20:
      take_type(b, plot);
      break;
    case 40:
      plot.slant_range_nmi = whole(b, 0, 2) / 256.0;
      plot.azimuth_deg = whole(b, 2, 2) * kAngle16_deg;
      break;
    case 70:
      plot.mode_3a = octal_digits(whole(b, 0, 2));
      plot.mode_3a_good = (b[0] & 0xc0) == 0;
      break;
    case 90:
      plot.flight_level = with_sign(whole(b, 0, 2), 14) * kFlightLevel;
      plot.flight_level_good = (b[0] & 0xc0) == 0;
      break;
    case 220:
      plot.aircraft_address = whole(b, 0, 3);
      break;
    case 240:
      plot.callsign = six_bit_text(b, 0);
      break;
    case 161:
      plot.track_number = static_cast<int>(whole(b, 0, 2) & 0xfff);
      break;
    case 42:
      plot.x_nmi = signed_whole(b, 0, 2) / 128.0;
      plot.y_nmi = signed_whole(b, 2, 2) / 128.0;
      break;
    case 200:
      plot.speed_nmi_s = whole(b, 0, 2) * kSpeed_nmi_s;
      plot.heading_deg = whole(b, 2, 2) * kAngle16_deg;
      break;
    case 110:
      plot.height_ft = with_sign(whole(b, 0, 2), 14) * 25.0;
      break;
    default:
      break;
  }
}

void take_status(Bytes b, AsterixTrack& track) {
  track.tentative = (b[0] & 0x02) != 0;
  track.simulated = b.size() > 1 && (b[1] & 0x80) != 0;
  track.last = b.size() > 1 && (b[1] & 0x40) != 0;
  track.coasting = b.size() > 3 && (b[3] & 0x80) != 0;
}

void take_accuracy(std::uint8_t part, Bytes b, AsterixTrack& track) {
  if (part == 1) {
    track.sd_x_m = whole(b, 0, 2) * 0.5;
    track.sd_y_m = whole(b, 2, 2) * 0.5;
  } else if (part == 3) {
    track.sd_latitude_deg = whole(b, 0, 2) * kPlace25_deg;
    track.sd_longitude_deg = whole(b, 2, 2) * kPlace25_deg;
  }
}

void take_derived(std::uint8_t part, Bytes b, AsterixTrack& track) {
  if (part == 1) track.aircraft_address = whole(b, 0, 3);
  if (part == 2) track.callsign = six_bit_text(b, 0);
}

void take(const AsterixItem& item, AsterixTrack& track) {
  const Bytes b = item.bytes;
  switch (item.number) {
    case 10:
      track.source = source_of(b);
      break;
    case 15:
      track.service = b[0];
      break;
    case 70:
      track.time_of_day_128 = whole(b, 0, 3);
      break;
    case 105:
      track.latitude_deg = signed_whole(b, 0, 4) * kPlace25_deg;
      track.longitude_deg = signed_whole(b, 4, 4) * kPlace25_deg;
      break;
    case 100:
      track.x_m = signed_whole(b, 0, 3) * 0.5;
      track.y_m = signed_whole(b, 3, 3) * 0.5;
      break;
    case 185:
      track.vx_m_s = signed_whole(b, 0, 2) * 0.25;
      track.vy_m_s = signed_whole(b, 2, 2) * 0.25;
      break;
    case 210:
      track.ax_m_s2 = signed_whole(b, 0, 1) * 0.25;
      track.ay_m_s2 = signed_whole(b, 1, 1) * 0.25;
      break;
    case 60:
      track.mode_3a = octal_digits(whole(b, 0, 2));
      break;
    case 245:
      if (!track.callsign) track.callsign = six_bit_text(b, 1);
      break;
    case 40:
      track.track_number = static_cast<int>(whole(b, 0, 2));
      break;
    case 80:
      take_status(b, track);
      break;
    case 136:
      track.measured_flight_level = signed_whole(b, 0, 2) * kFlightLevel;
      break;
    case 130:
      track.height_ft = signed_whole(b, 0, 2) * kHeight_ft;
      break;
    case 135:
      track.barometric_flight_level = with_sign(whole(b, 0, 2), 15) * kFlightLevel;
      break;
    case 220:
      track.climb_ft_min = signed_whole(b, 0, 2) * kPerMinute_ft;
      break;
    default:
      break;
  }
}

}  // namespace

AsterixPlot asterix_plot(std::span<const AsterixItem> items) {
  AsterixPlot plot;
  for (const AsterixItem& item : items) {
    if (item.part == 0)
      take(item, plot);
    else if (item.number == 130)
      take_characteristic(item.part, item.bytes[0], plot);
  }
  return plot;
}

AsterixTrack asterix_track(std::span<const AsterixItem> items) {
  AsterixTrack track;
  for (const AsterixItem& item : items) {
    if (item.part == 0)
      take(item, track);
    else if (item.number == 380)
      take_derived(item.part, item.bytes, track);
    else if (item.number == 500)
      take_accuracy(item.part, item.bytes, track);
  }
  return track;
}

AsterixService asterix_service(std::span<const AsterixItem> items) {
  AsterixService service;
  for (const AsterixItem& item : items) {
    const Bytes b = item.bytes;
    if (item.part == 0 && item.number == 10) service.source = source_of(b);
    if (item.part == 0 && item.number == 41) service.period_s = whole(b, 0, 2) / 128.0;
    if (item.part != 0 || item.number != 120) continue;
    service.height_m = signed_whole(b, 0, 2);
    service.latitude_deg = signed_whole(b, 2, 3) * kPlace23_deg;
    service.longitude_deg = signed_whole(b, 5, 3) * kPlace23_deg;
  }
  return service;
}

}  // namespace cupola
