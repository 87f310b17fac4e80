// The buckets are those of qshape(1): 5 10 20 40 80 160 320 640 1280 minutes and more.

namespace PostfixStats.Queues;

public sealed class QueueAgesTests
{
    [Fact]
    public void The_upper_ends_are_those_of_qshape() =>
        Assert.Equal(
            [5, 10, 20, 40, 80, 160, 320, 640, 1280, null],
            Enumerable.Range(0, QueueAges.Count).Select(QueueAges.UpperMinutes));

    [Fact]
    public void An_age_is_in_the_first_bucket_whose_end_it_has_not_reached()
    {
        for (int bucket = 0; bucket < QueueAges.Count - 1; bucket++)
        {
            int end = QueueAges.UpperMinutes(bucket)!.Value * 60;
            Assert.Equal(bucket, QueueAges.BucketOf(end - 1));
            Assert.Equal(bucket + 1, QueueAges.BucketOf(end));
        }

        Assert.Equal(0, QueueAges.BucketOf(0));
        Assert.Equal(QueueAges.Count - 1, QueueAges.BucketOf(long.MaxValue));
    }
}
