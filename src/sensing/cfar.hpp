#pragma once

namespace cupola {

/// What does a threshold cost that is set by the mean of N cells around (cell averaging)?
/// Model      square law, exponential noise: threshold alpha times the mean, alpha = N (Pfa^(-1/N) - 1); an
///            exponential echo (Swerling 1, one pulse) passes with (1 + alpha / (N (1 + S)))^-N (Richards
///            2e, 6.5; models.md M7)
/// Holds for  one pulse and cells that hold noise alone; several pulses in a cell cost less
/// Random     none
/// Checked by tests/cfar_test.cpp, analysis/cases_cfar.cpp
double cfar_multiplier(int cells, double pfa);
double cfar_probability(int cells, double pfa, double snr);

/// How much stronger must the echo be for this Pd than with the noise known?
/// Returns    power ratio, 1 and more
double cfar_loss(int cells, double pfa, double pd);

/// The loss that stands in the radar equation: at Pd 0.9, for which it is usually told (0.04 dB less at 0.5
/// with 8 cells).
double cfar_loss(int cells, double pfa);

/// How strong does an echo still seem when others, `others` times the noise together, lie in the N cells?
/// Model      they raise the mean, and so the threshold, by 1 + others / N; an exponential echo of mean S
///            then passes like one of (1 + S) / (1 + others / N) - 1
/// Returns    power ratio; 0 where nothing is left
/// Accurate   exact for Swerling 1 and one pulse under a fixed threshold; of the other cases the point of
///            even odds is where it belongs
double masked_snr(double snr, double others, int cells);

}  // namespace cupola
