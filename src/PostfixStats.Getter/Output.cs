// Everything goes to standard output: snmpd merges standard error into the answer, so nothing is ever written there.

using System.Text;

namespace PostfixStats.Getter;

internal static class Output
{
    /// <summary>Prints a line.</summary>
    /// <returns>Exit code 0.</returns>
    public static int Line(string text)
    {
        Native.WriteAll(Encoding.UTF8.GetBytes(text + "\n"));
        return 0;
    }

    /// <summary>Says why there is no number.</summary>
    /// <returns>Exit code 1.</returns>
    public static int Fail(string reason)
    {
        Line(reason.ReplaceLineEndings("\n"));
        return 1;
    }
}
